package dev.weft.net.internal.file;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.internal.duplex.Fate;
import dev.weft.net.internal.loop.Background;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The calls on a file as its tasks see them: how they wait, what they throw, and the last one. Owned by the loop's thread. */
final class FileCalls {
    private final Fate fate;
    private final Closeable channel;
    private final Strand strand = new Strand(Background.threads());

    /** The closing of the channel; null until it has begun. */
    private @Nullable FileJob<@Nullable Void> closing;

    /** Whether the failure of the file was thrown. */
    private boolean told;

    FileCalls(Fate fate, Closeable channel) {
        this.fate = fate;
        this.channel = channel;
    }

    /** Checks that the file is open and has not failed. */
    void check() throws IOException {
        IOException failure = strand.failure();
        if (failure != null) {
            told = true;
            throw failure;
        }
        fate.check();
    }

    /** Makes a call behind the earlier ones. */
    <T extends @Nullable Object> FileJob<T> submit(Callable<? extends T> work) {
        return strand.submit(work);
    }

    /** Makes a call behind the earlier ones. If the wait is cancelled, it is not made, or its outcome is dropped. */
    @Async
    <T extends @Nullable Object> Coroutine<T> call(Callable<? extends T> work) throws IOException {
        FileJob<T> job = strand.submit(work);
        try {
            return result(await(outcome(job)));
        } finally {
            var unused = job.callOff();
        }
    }

    /** Waits until all earlier calls are made. */
    @Async
    Coroutine<Void> settled() throws IOException {
        await(this.<@Nullable Void>call(() -> null));
        return done();
    }

    /** Waits for the outcome of a call. */
    @Async
    <T extends @Nullable Object> Coroutine<T> outcome(FileJob<T> job) throws IOException {
        T given;
        try {
            given = await(job.outcome());
        } catch (Throwable failure) {
            told |= failure == strand.failure();
            throw failure;
        }
        fate.requireOpen();
        return result(given);
    }

    /** Takes no more calls. The channel is closed when those that were begun are made. Does nothing if that was said before. */
    void close() {
        if (closing == null) {
            fate.close();
            closing = strand.submitLast(() -> {
                channel.close();
                return null;
            });
        }
    }

    /** Waits until the channel is closed. Throws what was not thrown yet. */
    @Async
    Coroutine<Void> closed() {
        FileJob<@Nullable Void> last = closing;
        if (last != null) {
            await(last.outcome());
        }
        IOException failure = strand.failure();
        if (failure != null && !told) {
            told = true;
            await(failed(failure));
        }
        return done();
    }
}
