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

/**
 * One connection of a server, and the task that handles it. Owned by the loop's thread.
 *
 * <pre>
 * in the list of the server → out of it   when its handler has ended, or will not begin
 * </pre>
 */
final class Connection {
    private final SocketStream stream;
    private final Connections all;

    /** The task; null until it is started. */
    private @Nullable Task<?> task;

    private boolean begun;

    /** The neighbours in the list; owned by that. */
    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    Connection(SocketStream stream, Connections all) {
        this.stream = stream;
        this.all = all;
        all.add(this);
    }

    void startedAs(Task<?> handling) {
        task = handling;
    }

    /** Cancels the handler. One that has not begun will not. */
    void cancel() {
        Objects.requireNonNull(task).cancel("the server stops");
        dropIfNotBegun();
    }

    void abort() {
        stream.abort();
    }

    void cancelAndAbort() {
        cancel();
        abort();
    }

    /** The task was cancelled before its first step, or was not started: nothing else would let go of the connection. */
    void dropIfNotBegun() {
        if (!begun) {
            stream.abort();
            all.remove(this);
        }
    }

    /** Handles the connection, and closes it. Fails only if it is cancelled; other failures are reported. */
    @Async
    <R> Coroutine<Void> handle(EventLoop loop, AsyncFunction<? super SocketStream, R> handler) {
        begun = true;
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
        } finally {
            all.remove(this);
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
