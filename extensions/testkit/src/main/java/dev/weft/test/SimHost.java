package dev.weft.test;

import dev.weft.AsyncCallable;
import dev.weft.Task;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A computer of a {@link SimNetwork}. What is started on it, and what that starts, uses the network as this host: it listens on
 * its address, and is lost when it crashes. All methods are for the test's thread.
 *
 * @since 0.1
 */
public interface SimHost {
    /** {@return the name, which code under test may connect to} */
    String name();

    /** {@return the address} */
    InetAddress address();

    /**
     * {@return the address with a port}
     *
     * @param port the port
     * @throws IllegalArgumentException if the port is not between 0 and 65535
     */
    InetSocketAddress address(int port);

    /**
     * Starts a program that must end before the test does, for example a client. It is named after the host.
     *
     * @param program the program
     * @param <T> the type of its result
     * @return its task, which is cancelled if the host crashes
     * @throws IllegalStateException if the host is down
     */
    <T> Task<T> start(AsyncCallable<T> program);

    /**
     * Starts a program that may go on when the test ends, for example a server. It is cancelled then, as
     * {@link Sim#background} says.
     *
     * @param program the program
     * @param <T> the type of its result
     * @return its task, which is cancelled if the host crashes
     * @throws IllegalStateException if the host is down
     */
    <T> Task<T> background(AsyncCallable<T> program);

    /** {@return whether the host is up: it has not crashed, or was restarted} */
    boolean isUp();

    /**
     * Starts the host again after a {@linkplain SimNetwork#crash crash}, with the same name and address. Nothing runs on it yet.
     *
     * @throws IllegalStateException if it is up
     */
    void restart();
}
