package dev.weft.net.internal.group;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.uncancellable;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.waitFirst;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Serves one address with several loops. */
public final class GroupServer {
    /** How much later than another one a loop of the group begins to close, at most. */
    private static final Duration MOST_APART = Duration.ofSeconds(1);

    private GroupServer() {}

    /** Makes a stream of the running loop. */
    @FunctionalInterface
    public interface Adopter {
        /**
         * Makes a stream of a channel that is connected. If it throws, the channel is closed.
         *
         * @param channel the channel, which was accepted on another loop
         */
        SocketStream adopt(SocketChannel channel) throws IOException;
    }

    /** See {@link dev.weft.net.LoopGroup#serve}. */
    @Async
    public static <R> Coroutine<Void> serve(
            List<EventLoop> loops,
            SocketAddress at,
            ListenOptions how,
            AsyncFunction<? super SocketStream, R> handler,
            Adopter adopter)
            throws IOException {
        // If there are fewer connections than loops, some loops have none.
        List<EventLoop> busy = loops.subList(0, Math.min(loops.size(), how.maxConnections()));
        List<Task<Void>> serving = new ArrayList<>();
        try {
            if (at instanceof InetSocketAddress && sharesPorts()) {
                await(serveTogether(busy, at, how.reusePort(true), handler, serving));
            } else {
                await(HandOver.serve(busy, at, how, handler, adopter, serving));
            }
        } catch (IllegalStateException closed) { // a CancellationException is one
            if (loops.contains(EventLoop.running())) {
                await(sleep(MOST_APART)); // this loop is next: its tasks are cancelled, and have not failed
            }
            throw closed;
        }
        return done();
    }

    /** The share of one of the loops: together they have as many connections as are allowed. */
    static ListenOptions share(ListenOptions how, int loop, int loops) {
        int more = loop < how.maxConnections() % loops ? 1 : 0;
        return how.maxConnections(how.maxConnections() / loops + more);
    }

    private static boolean sharesPorts() throws IOException {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            return probe.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        }
    }

    @Async
    private static <R> Coroutine<Void> serveTogether(
            List<EventLoop> loops,
            SocketAddress at,
            ListenOptions how,
            AsyncFunction<? super SocketStream, R> handler,
            List<Task<Void>> serving)
            throws IOException {
        try {
            SocketAddress chosen = at;
            for (int i = 0; i < loops.size(); i++) {
                Bound<R> bound = new Bound<>(handler);
                serving.add(loops.get(i).start(bound.serve(chosen, share(how, i, loops.size()))));
                chosen = await(bound.address());
            }
            await(waitForAny(serving));
        } finally {
            await(uncancellable(() -> endAll(serving)));
        }
        return done();
    }

    /** Waits until one has ended, and throws its failure. */
    @Async
    static Coroutine<Void> waitForAny(List<Task<Void>> serving) {
        for (Task<Void> ended : await(waitFirst(serving)).done()) {
            await(ended);
        }
        return done();
    }

    @Async
    static Coroutine<Void> endAll(List<Task<Void>> serving) {
        serving.forEach(task -> task.cancel("the group serves no more"));
        if (!serving.isEmpty()) {
            await(waitAll(serving));
        }
        return done();
    }

    /** A listener on one of the loops. */
    private static final class Bound<R> {
        private final AsyncFunction<? super SocketStream, R> handler;
        private final CompletableFuture<SocketAddress> address = new CompletableFuture<>();

        Bound(AsyncFunction<? super SocketStream, R> handler) {
            this.handler = handler;
        }

        /** Waits until it listens. */
        @Async
        Coroutine<SocketAddress> address() throws IOException {
            return result(await(address));
        }

        @Async
        Coroutine<Void> serve(SocketAddress at, ListenOptions how) throws IOException {
            try (Listener listener = await(Net.listen(at, how))) {
                address.complete(listener.address());
                await(listener.serve(handler));
            } catch (Throwable failure) {
                address.completeExceptionally(failure);
                throw failure;
            }
            return done();
        }
    }
}
