package dev.weft.net.internal.duplex;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.net.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stream over a transport, which its subclass is. It closes both halves together.
 *
 * <pre>
 * OPEN → CLOSING   what is left is sent, for ten seconds at most
 * OPEN, CLOSING → CLOSED
 * </pre>
 */
public abstract class DuplexStream implements ByteStream, Inlet, Outlet {
    private static final Duration MOST_TO_CLOSE = Duration.ofSeconds(10);

    private final Fate fate;
    private final ReadSide reads;
    private final WriteSide writes;

    /** Complete when the stream is closed; null until closing has begun. Owned by the loop's thread. */
    private @Nullable CompletableFuture<Void> closing;

    /**
     * Creates a stream that is open.
     *
     * @param loop the loop that it belongs to
     */
    protected DuplexStream(EventLoop loop) {
        fate = new Fate(loop, this);
        reads = new ReadSide(fate, this);
        writes = new WriteSide(fate, this);
    }

    /** Returns the fate of the stream. */
    protected final Fate fate() {
        return fate;
    }

    /** Returns the reading half. */
    protected final ReadSide reads() {
        return reads;
    }

    /** Returns the writing half. */
    protected final WriteSide writes() {
        return writes;
    }

    /**
     * Lets go of the transport. Called once or more, perhaps by several threads at once.
     *
     * @param abort whether the other side is to see a reset
     */
    protected abstract void dispose(boolean abort);

    /** Called before the transport is let go of in good order: may drop what has come and was not read. */
    protected void beforeDisposing() {}

    /**
     * Returns what a stream that is being closed does when everything is sent, as a part of the ten seconds: what is to be said at
     * the end. Null if there is nothing.
     *
     * @throws IOException if it fails; then the stream is aborted
     */
    protected @Nullable Coroutine<Void> farewell() throws IOException {
        return null;
    }

    @Override
    public final Coroutine<Boolean> read(ByteBuffer into) {
        return reads.read(Objects.requireNonNull(into, "into"));
    }

    @Override
    public final Coroutine<Void> readable() {
        return reads.readable();
    }

    @Override
    public final Coroutine<Void> write(ByteBuffer all) {
        return writes.write(Objects.requireNonNull(all, "all"));
    }

    @Override
    public final Coroutine<Void> write(ByteBuffer... all) {
        return writes.write(all);
    }

    @Override
    public Coroutine<Void> end() throws IOException {
        return writes.end();
    }

    @Override
    @Async
    public final Coroutine<Void> closeAsync() {
        fate.requireHere();
        CompletableFuture<Void> begun = closing;
        if (begun == null) {
            await(closeNow());
        } else if (!begun.isDone()) {
            await(waitForClosing(begun));
        }
        return done();
    }

    @Async
    private Coroutine<Void> waitForClosing(CompletableFuture<Void> begun) {
        try {
            await(begun.minimalCompletionStage());
        } catch (Throwable cancelled) {
            abort();
            throw cancelled;
        }
        return done();
    }

    @Async
    private Coroutine<Void> closeNow() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        closing = ended;
        boolean inOrder = false;
        try {
            shut();
            if (!writes.isFlushed()) {
                reads.startDropping();
            }
            Coroutine<Void> farewell = farewell();
            if (farewell != null) {
                await(Weft.withTimeout(MOST_TO_CLOSE, sendRest(farewell)));
            } else if (!writes.isFlushed()) {
                await(Weft.withTimeout(MOST_TO_CLOSE, writes.flushed(true)));
            }
            inOrder = !fate.hasFailed();
        } catch (IOException | TimeoutException tooLate) {
            // what cannot be sent is dropped: the stream is aborted
        } finally {
            if (inOrder) {
                beforeDisposing();
            }
            writes.drop();
            dispose(!inOrder);
            ended.complete(null);
        }
        return done();
    }

    @Async
    private Coroutine<Void> sendRest(Coroutine<Void> farewell) throws IOException {
        await(writes.flushed(true));
        await(farewell);
        return done();
    }

    /** Takes no more calls. Who reads or writes gets an exception; a message that was begun stays. */
    private void shut() {
        fate.close();
        writes.takeOver();
        reads.wake();
        writes.wake();
    }

    @Override
    public final void abort() {
        if (fate.isHere()) {
            aborted();
            return;
        }
        dispose(true);
        try {
            fate.loop().execute(this::aborted);
        } catch (RejectedExecutionException closed) {
            // nobody waits on a loop that is closed
        }
    }

    private void aborted() {
        fate.close();
        writes.drop();
        dispose(true);
        reads.wake();
        writes.wake();
        if (closing == null) {
            closing = CompletableFuture.completedFuture(null);
        }
    }
}
