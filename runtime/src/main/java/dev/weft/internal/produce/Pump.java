package dev.weft.internal.produce;

import dev.weft.CancelledError;
import dev.weft.abi.Closing;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * Takes the items of a source and sends them, in a task of its own, until the source ends or the task is cancelled. It closes
 * the source, and awaits that.
 *
 * <pre>
 * −1 → PULLING ⇄ WAITING   asks the source for the next item; waits for room for it
 *         ↓         ↓
 *           CLOSING        the source is being closed; then the task fails with what it was closed for
 * </pre>
 *
 * <p>Owned by the task, but for what {@link Sender} says.
 */
class Pump extends Sender {
    private static final int PULLING = OWN;
    private static final int CLOSING = OWN + 1;

    final TaskStream<?> stream;
    private final StreamFrame<?> source;

    /** What the source is closed for. */
    private @Nullable Throwable thrown;

    Pump(TaskStream<?> stream, StreamFrame<?> source) {
        super(stream.exchange);
        this.stream = stream;
        this.source = source;
    }

    /** Makes what is sent of an item of the source; null if nothing is to be sent for it. On the loop's thread. */
    @Nullable
    Object made(@Nullable Object item) {
        return Store.masked(item);
    }

    /** Called when what was made has been sent, also if it had to wait. On the loop's thread. */
    void sent() {}

    /** Returns what is sent before the source is asked for an item; null if nothing. */
    @Nullable
    Object ahead() {
        return null;
    }

    /** Called at the end, however it comes. On the loop's thread. */
    void ended() {}

    @Override
    protected final @Nullable Object resume(FrameDriver driver) throws Throwable {
        if (state == CLOSING) {
            return closed(driver);
        }
        TaskImpl<?> task = (TaskImpl<?>) driver;
        try {
            if (state == PULLING) {
                return pump(Suspension.resumed(task), task);
            }
            if (state == WAITING) {
                Suspension.resumed(task);
                sent();
                return stream.isEnding() ? close(null, task) : pump(null, task);
            }
            return stream.isEnding() ? close(null, task) : begin(task);
        } catch (Throwable failure) {
            return close(failure, task);
        }
    }

    private @Nullable Object begin(TaskImpl<?> task) throws Throwable {
        return sends(ahead(), task) ? pump(null, task) : stopped(task);
    }

    /**
     * Asks and sends in turn.
     *
     * @param answer whether the source has an item, if it was asked; null if it is to be asked first
     */
    private @Nullable Object pump(@Nullable Object answer, TaskImpl<?> task) throws Throwable {
        int depth = Suspension.depth(task);
        Object has = answer;
        state = -1;
        while (true) {
            if (has == null) {
                depth = Suspension.repeated(depth, task);
                has = source.next(task, depth);
            }
            if (has == SUSPENDED) {
                state = PULLING;
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
            if (has == Boolean.FALSE) {
                ended();
                return null;
            }
            has = null;
            if (!sends(made(source.current()), task) || !sends(ahead(), task)) {
                return stopped(task);
            }
        }
    }

    /** Sends something, if it is not null. Returns false if that has parked the task, or if nothing can be sent any more. */
    private boolean sends(@Nullable Object what, TaskImpl<?> task) {
        if (what == null) {
            return true;
        }
        hold(what);
        Object result = send(task);
        if (result == Store.FULL || result == Exchange.STOPPED || result == Exchange.ENDED) {
            return false;
        }
        if (result != Store.TAKEN) {
            stream.dispose(result);
        }
        sent();
        return true;
    }

    private @Nullable Object stopped(TaskImpl<?> task) throws Throwable {
        return state == WAITING ? SUSPENDED : close(null, task);
    }

    private @Nullable Object close(@Nullable Throwable failure, TaskImpl<?> task) throws Throwable {
        thrown = failure;
        if (failure == null) {
            task.forgetRequest(); // it is what the source is closed for
        }
        if (holds()) {
            Object inHand = item();
            given();
            if (inHand != Store.ROOM) {
                stream.dispose(inHand);
            }
        }
        ended();
        try {
            if (source.close(task, Suspension.depth(task)) == SUSPENDED) {
                state = CLOSING;
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
        } catch (Throwable ofTheClose) {
            throw both(ofTheClose);
        }
        return end();
    }

    private @Nullable Object closed(FrameDriver driver) throws Throwable {
        try {
            Suspension.resumed(driver);
        } catch (Throwable ofTheClose) {
            throw both(ofTheClose);
        }
        return end();
    }

    private @Nullable Object end() throws Throwable {
        if (thrown != null) {
            throw thrown;
        }
        return null;
    }

    /** What cleans up replaces a cancellation, which is nobody's failure. */
    private Throwable both(Throwable ofTheClose) {
        Throwable failure = thrown;
        return failure == null || failure instanceof CancelledError ? ofTheClose : Closing.failure(failure, ofTheClose);
    }

    @Override
    final RuntimeException refusal() {
        return new IllegalStateException(stream.streamName() + " has ended");
    }

    @Override
    protected final @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public final String toString() {
        return "tasks of " + stream.streamName();
    }
}
