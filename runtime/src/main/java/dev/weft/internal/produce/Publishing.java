package dev.weft.internal.produce;

import dev.weft.CancelledError;
import dev.weft.abi.Closing;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the items of a stream to a subscriber, in a task of its own.
 *
 * <pre>
 * −1 → WAITING ⇄ ASKING    for demand; the stream for an item
 *         ↓        ↓
 *           CLOSING        the stream is being closed; then the subscriber is told, or the task fails
 * </pre>
 *
 * <p>Invariant: the subscriber is called by this task alone, so one call after the other, and by none once it has cancelled
 * or was told of the end. The stream is closed, and that is awaited, before it is told of a failure. What it throws itself is
 * the failure of the task, as is what nobody can be told any more. Owned by the task.
 */
final class Publishing<T> extends Frame<Void> {
    private static final int WAITING = 1;
    private static final int ASKING = 2;
    private static final int CLOSING = 3;

    private final Demand demand;
    private final Supplier<StreamFrame<T>> each;

    /** Null once it will not be called any more: rule 3.13. */
    private Flow.@Nullable Subscriber<? super T> subscriber;

    /** Null before it is made. */
    private @Nullable StreamFrame<T> source;

    /** How many items are to be given. */
    private long wanted;

    /** Whether code of the subscriber runs. */
    private boolean telling;

    /** What the subscriber is told once the stream is closed. */
    private @Nullable Throwable told;

    /** What the task fails with once the stream is closed. */
    private @Nullable Throwable thrown;

    private Publishing(Flow.Subscriber<? super T> subscriber, EventLoopImpl loop, Supplier<StreamFrame<T>> each) {
        demand = new Demand(loop);
        this.subscriber = subscriber;
        this.each = each;
    }

    /**
     * Starts a task that serves a subscriber. Any thread.
     *
     * @param each gives the stream, which is opened, on the loop. If it throws, the subscriber is told
     */
    @SuppressWarnings("FutureReturnValueIgnored") // its failure is reported by the loop
    static <T> void start(EventLoopImpl loop, Flow.Subscriber<? super T> subscriber, Supplier<StreamFrame<T>> each) {
        try {
            loop.start(new Publishing<>(subscriber, loop, each), "publisher");
        } catch (IllegalStateException closed) {
            refuse(subscriber, loop, closed);
        }
    }

    /** Tells a subscriber, on this thread: the loop has none any more. */
    private static void refuse(Flow.Subscriber<?> subscriber, EventLoopImpl loop, Throwable why) {
        try {
            Demand none = new Demand(loop);
            none.end();
            subscriber.onSubscribe(none);
            subscriber.onError(why);
        } catch (Throwable failure) {
            loop.uncaught(subscriber, failure);
        }
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        if (state == CLOSING) {
            return closed(task);
        }
        try {
            if (state < 0) {
                return begin(task);
            }
            Object outcome = Suspension.resumed(task);
            return publish(state == ASKING ? outcome : null, task);
        } catch (Throwable failure) {
            if (subscriber == null) { // it throws as it is told of the end, or cannot be told of a failure
                throw failure;
            }
            return fail(failure, task);
        }
    }

    /** Rule 1.9: the subscriber gets its subscription first, also if there is no stream. */
    private @Nullable Object begin(TaskImpl<?> task) throws Throwable {
        Throwable missing = null;
        try {
            source = each.get();
        } catch (Throwable failure) {
            missing = failure;
        }
        telling = true;
        subscriber().onSubscribe(demand);
        telling = false;
        if (missing != null) {
            throw missing;
        }
        return publish(null, task);
    }

    /**
     * Waits for demand, asks and gives in turn.
     *
     * @param answer whether the stream has an item, if it was asked; null if not
     */
    private @Nullable Object publish(@Nullable Object answer, TaskImpl<?> task) throws Throwable {
        StreamFrame<T> stream = Unchecked.present(source);
        int depth = Suspension.depth(task);
        Object has = answer;
        while (true) {
            if (has == null) {
                if (wanted == 0 && !hasDemand(task)) {
                    return suspended(WAITING, task);
                }
                if (demand.isStopped()) {
                    return stop(task);
                }
                depth = Suspension.repeated(depth, task);
                demand.asks(task);
                has = stream.next(task, depth);
                if (has == SUSPENDED) {
                    return suspended(ASKING, task);
                }
            }
            demand.asks(null);
            if (demand.isStopped()) {
                return stop(task);
            }
            if (has == Boolean.FALSE) {
                return complete();
            }
            give(stream.current());
            has = null;
        }
    }

    /** Returns false if the task is parked. */
    private boolean hasDemand(TaskImpl<?> task) {
        while (true) {
            wanted = demand.take();
            if (wanted > 0 || demand.isStopped()) {
                return true;
            }
            task.beforeParking();
            if (demand.awaits(task)) {
                task.park(demand);
                return false;
            }
        }
    }

    private Object suspended(int at, TaskImpl<?> task) {
        state = at;
        Suspension.suspend(this, task);
        return SUSPENDED;
    }

    private void give(@Nullable T item) {
        if (item == null) {
            throw new NullPointerException(name() + " gave null, which no subscriber may get");
        }
        wanted--;
        telling = true;
        subscriber().onNext(item);
        telling = false;
    }

    private @Nullable Object complete() {
        Flow.Subscriber<? super T> last = subscriber();
        if (end()) {
            last.onComplete();
        }
        return null;
    }

    private Flow.Subscriber<? super T> subscriber() {
        return Unchecked.present(subscriber);
    }

    // ---- the other ends

    private @Nullable Object stop(TaskImpl<?> task) throws Throwable {
        told = demand.misuse();
        return close(task);
    }

    private @Nullable Object fail(Throwable failure, TaskImpl<?> task) throws Throwable {
        demand.asks(null);
        IllegalArgumentException misuse = demand.misuse();
        if (telling || demand.isCancelled()) {
            demand.cancel();
            thrown = failure;
        } else if (misuse != null) {
            told = misuse;
            if (!(failure instanceof CancelledError)) {
                misuse.addSuppressed(failure);
            }
        } else if (failure instanceof CancelledError error) { // the loop closes
            told = Cancellations.of(error);
            thrown = error;
        } else {
            told = failure;
        }
        return close(task);
    }

    private @Nullable Object close(TaskImpl<?> task) throws Throwable {
        if (demand.takeInterrupted()) {
            task.forgetRequest(); // it is what the stream is closed for
        }
        StreamFrame<T> stream = source;
        try {
            if (stream != null && stream.close(task, Suspension.depth(task)) == SUSPENDED) {
                return suspended(CLOSING, task);
            }
        } catch (Throwable ofTheClose) {
            problem(ofTheClose);
        }
        return tell();
    }

    private @Nullable Object closed(TaskImpl<?> task) throws Throwable {
        try {
            Suspension.resumed(task);
        } catch (Throwable ofTheClose) {
            problem(ofTheClose);
        }
        return tell();
    }

    /** What cleans up replaces a cancellation, which is nobody's failure. */
    private void problem(Throwable ofTheClose) {
        if (thrown instanceof CancelledError) {
            thrown = told == null ? ofTheClose : null;
            told = told == null ? null : ofTheClose;
        } else if (thrown != null) {
            thrown = Closing.failure(thrown, ofTheClose);
        } else if (told != null) {
            told.addSuppressed(ofTheClose);
        } else {
            thrown = ofTheClose;
        }
    }

    private @Nullable Object tell() throws Throwable {
        Flow.Subscriber<? super T> last = subscriber();
        Throwable failure = told;
        if (!end()) {
            thrown = thrown == null ? failure : thrown;
        } else if (failure != null) {
            last.onError(failure);
        }
        if (thrown != null) {
            throw thrown;
        }
        return null;
    }

    /** Returns whether the subscriber may be told of it. */
    private boolean end() {
        subscriber = null;
        return demand.end();
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    private String name() {
        StreamFrame<T> stream = source;
        return stream == null ? "a stream" : stream.streamName();
    }

    @Override
    public String toString() {
        return "publisher of " + name();
    }
}
