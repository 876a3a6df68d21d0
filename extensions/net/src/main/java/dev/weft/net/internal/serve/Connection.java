package dev.weft.net.internal.serve;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.SocketStream;
import dev.weft.ports.AdapterLoop;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of a server, and the task that handles it. Owned by the loop's thread. */
final class Connection {
    private final SocketStream stream;

    /** The task; null until it is started. */
    private @Nullable Task<?> task;

    Connection(SocketStream stream) {
        this.stream = stream;
    }

    void startedAs(Task<?> handling) {
        task = handling;
    }

    /** Returns whether the handler has ended; the server learns of it a moment later. */
    boolean hasEnded() {
        return Objects.requireNonNull(task).isDone();
    }

    void cancel() {
        Objects.requireNonNull(task).cancel("the server stops");
    }

    void abort() {
        stream.abort();
    }

    /** Handles the connection, and closes it. Fails only if it is cancelled; other failures are reported. */
    @Async
    <R> Coroutine<Void> handle(EventLoop loop, AsyncFunction<? super SocketStream, R> handler) {
        try {
            await(Objects.requireNonNull(handler.apply(stream), "the handler has returned null, not a coroutine"));
            await(stream.closeAsync());
        } catch (CancelledError cancelled) {
            stream.abort();
            throw cancelled;
        } catch (Throwable failure) {
            stream.abort();
            AdapterLoop.of(loop)
                    .report(
                            stream,
                            new IOException("the handler of " + stream.remote() + " failed: " + failure, failure));
        }
        return done();
    }

    /** Returns what is reported of a handler that does not end. */
    IllegalStateException goesOn() {
        IllegalStateException problem = new IllegalStateException("the handler of " + stream.remote()
                + " goes on though the server has stopped, cancelled it and aborted its connection: " + task);
        problem.setStackTrace(Objects.requireNonNull(task).awaitTrace());
        return problem;
    }

    @Override
    public String toString() {
        return "handler of " + stream.remote();
    }
}
