package dev.weft.ports;

import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.UncaughtFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loop on a host in virtual time, and a list of what has happened on it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
abstract class HostedFixture {
    static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    final VirtualHost host = new VirtualHost();
    final EventLoop loop = uncaught.watch(EventLoop.on(host, host));
    final List<String> events = new ArrayList<>();

    static Script<Object> script(String name) {
        return Script.of(name);
    }

    /** Starts a task as a callback of the host. */
    Task<Object> startHere(Script<Object> script) {
        return inHost(() -> loop.start(script));
    }

    <T> T inHost(Supplier<T> callback) {
        List<T> result = new ArrayList<>();
        host.here(() -> result.add(callback.get()));
        return result.get(0);
    }

    /** Runs something on another thread, to its end. */
    static void elsewhere(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
