package dev.weft.test.internal.world;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.waitFirst;

import dev.weft.Async;
import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.abi.StreamFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a test asks, one question at a time.
 *
 * <p>Invariant: {@code pending} is the task that has asked for the next item and whose answer nobody has taken. Without it
 * the stream stands still, or {@code busy} is true. Owned by the run's thread.
 */
final class ProbedStream {
    private final World world;
    private final String name;
    private final AsyncCursor<?> cursor;
    private @Nullable Task<Answer> pending;
    private boolean busy;
    private int items;

    ProbedStream(World world, AsyncStream<?> stream) {
        this.world = world;
        this.name = ((StreamFrame<?>) stream).streamName();
        this.cursor = stream.open();
    }

    String name() {
        return name;
    }

    /** Returns the number of items that were taken. */
    int items() {
        return items;
    }

    /** Returns a coroutine that takes the next answer. */
    @Async
    Coroutine<Answer> answer() {
        begin();
        try {
            Task<Answer> asked = pending;
            Answer answer = asked == null ? await(ask()) : await(asked);
            if (answer.kind() == Answer.Kind.ITEM) {
                items++;
            }
            return result(answer);
        } finally {
            busy = false;
            forgetPendingIfDone();
        }
    }

    private void begin() {
        if (busy) {
            throw new IllegalStateException("another call of the " + this + " is under way; await that first");
        }
        busy = true;
    }

    private void forgetPendingIfDone() {
        if (pending != null && pending.isDone()) {
            pending = null;
        }
    }

    @Async
    private Coroutine<Answer> ask() {
        Answer.Kind kind;
        Object value = null;
        try {
            boolean isItem = await(cursor.next());
            kind = isItem ? Answer.Kind.ITEM : Answer.Kind.END;
            value = isItem ? cursor.current() : null;
        } catch (CancelledError cancelled) {
            throw cancelled;
        } catch (Throwable failure) {
            kind = Answer.Kind.FAILURE;
            value = failure;
        }
        return result(new Answer(kind, value, world.clock.nanoTime()));
    }

    /**
     * Returns a coroutine that asks, and waits until time has passed or the answer is there. It is kept for who asks next.
     *
     * @param passes lets the time pass
     * @param until when that is, in nanoseconds of virtual time
     * @return the answer, if it came before
     */
    @Async
    Coroutine<Optional<Answer>> answerBefore(Coroutine<Void> passes, long until) {
        begin();
        try {
            Task<Answer> asked = pending;
            if (asked == null) {
                asked = start(ask(), this.toString());
                pending = asked;
            }
            Task<Void> time = start(passes, "time of the " + this);
            try {
                await(waitFirst(List.of(asked, time)));
            } finally {
                time.cancel("the stream has answered");
            }
            Optional<Answer> answer = asked.isDone() ? Optional.of(await(asked)) : Optional.empty();
            return result(answer.filter(came -> came.at() < until));
        } finally {
            busy = false;
        }
    }

    /** Returns a coroutine that closes the stream at the end of the test. A failure that nobody has asked for fails the run. */
    @Async
    Coroutine<Void> close() {
        try {
            Task<Answer> asked = pending;
            if (asked != null) {
                asked.cancel("the test has ended");
                await(waitAll(List.of(asked)));
                Throwable failure =
                        asked.isCancelled() ? null : asked.resultNow().failure();
                if (failure != null) {
                    world.probeHasFailed(name + " has failed, and the test does not expect it: ", failure);
                }
            }
            await(cursor.closeAsync());
        } catch (CancelledError cancelled) {
            throw cancelled;
        } catch (Throwable failure) {
            world.probeHasFailed(name + " has failed when it was closed at the end of the test: ", failure);
        }
        return done();
    }

    @Override
    public String toString() {
        return "probe of " + name;
    }
}
