package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.internal.group.GroupServer;
import dev.weft.net.internal.group.LoopThread;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Event loops that share the work of a program, each with a thread of its own: usually one for each core. A task stays on its
 * loop, so what only one loop touches needs no lock.
 *
 * <p>The threads run until the group is closed; they keep the JVM alive. All methods may be called from any thread if they do
 * not say otherwise.
 *
 * @since 0.1
 */
public final class LoopGroup implements AutoCloseable {
    private final List<LoopThread> threads;
    private final List<EventLoop> loops;
    private final AtomicInteger given = new AtomicInteger();

    private LoopGroup(String name, int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("a group has at least one loop, not " + count);
        }
        List<LoopThread> started = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                started.add(LoopThread.start(name + "-" + i));
            }
        } catch (Throwable failure) {
            started.forEach(LoopThread::close);
            throw failure;
        }
        threads = List.copyOf(started);
        loops = threads.stream().map(LoopThread::loop).toList();
    }

    /**
     * Starts a group of loops, whose threads are named {@code weft-loop-0} and so on.
     *
     * @param loops how many, at least 1
     * @return the group, which the caller closes
     * @throws IllegalArgumentException if {@code loops} is less than 1
     */
    public static LoopGroup create(int loops) {
        return create("weft-loop", loops);
    }

    /**
     * Starts a group of loops.
     *
     * @param name the beginning of the names of their threads
     * @param loops how many, at least 1
     * @return the group, which the caller closes
     * @throws IllegalArgumentException if {@code loops} is less than 1
     */
    public static LoopGroup create(String name, int loops) {
        return new LoopGroup(Objects.requireNonNull(name, "name"), loops);
    }

    /** {@return the loops} */
    public List<EventLoop> loops() {
        return loops;
    }

    /** {@return a loop, each in turn} */
    public EventLoop next() {
        return loops.get(Math.floorMod(given.getAndIncrement(), loops.size()));
    }

    /**
     * Starts a task on each loop.
     *
     * @param work makes the coroutine; called on each loop
     * @param <T> the type of the results
     * @return the tasks, in the order of the loops
     * @throws IllegalStateException if the group is closed
     */
    public <T> List<Task<T>> startEach(AsyncCallable<T> work) {
        Objects.requireNonNull(work, "work");
        List<Task<T>> tasks = new ArrayList<>();
        for (EventLoop loop : loops) {
            tasks.add(loop.start(call(work)));
        }
        return tasks;
    }

    @Async
    private static <T> Coroutine<T> call(AsyncCallable<T> work) {
        Coroutine<T> made;
        try {
            made = work.call();
        } catch (Exception failure) {
            return failed(failure);
        }
        return result(await(made));
    }

    /**
     * Serves an address with all loops, as {@link Listener#serve} does with one: each loop has its share of the connections.
     * Where the system can share a port (SO_REUSEPORT), each loop listens on it. Otherwise, and for Unix sockets, the first
     * loop accepts and hands over. Of the connections that {@code how} allows each loop has its share.
     *
     * <p>It may be awaited on any loop. It serves until it is cancelled or the group is closed; then the handlers are cancelled,
     * and it waits for them.
     *
     * @param at the address
     * @param how the options
     * @param handler receives each connection, on the loop that the connection belongs to
     * @param <R> the type of its result, which is dropped
     * @return ends only by a failure or a cancellation
     * @throws IOException if the address cannot be used, or a loop cannot accept connections any more
     */
    @Async
    @CheckReturnValue
    public <R> Coroutine<Void> serve(
            SocketAddress at, ListenOptions how, AsyncFunction<? super SocketStream, R> handler) throws IOException {
        await(GroupServer.serve(loops, at, how, handler, LoopGroup::adopt));
        return done();
    }

    private static SocketStream adopt(SocketChannel channel) throws IOException {
        NioNetwork network = (NioNetwork) EventLoop.running().port(Network.class, NioNetwork::new);
        return network.adopt(channel);
    }

    /**
     * Closes all loops, as {@link EventLoop#close} does, at the same time, and waits until their threads have ended. Does
     * nothing if the group is closed.
     *
     * @throws IllegalStateException if it is called by one of the loops, which would wait for itself
     */
    @Override
    public void close() {
        for (LoopThread thread : threads) {
            thread.requireElsewhere();
        }
        threads.forEach(LoopThread::beginClosing);
        threads.forEach(LoopThread::close);
    }

    @Override
    public String toString() {
        return "group of " + loops;
    }
}
