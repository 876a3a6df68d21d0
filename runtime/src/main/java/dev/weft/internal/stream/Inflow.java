package dev.weft.internal.stream;

import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SignalWait;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber that keeps what a publisher signals, until a task takes it.
 *
 * <pre>
 * OPEN → CLOSED   nobody takes anything any more: what comes is dropped, also a subscription, which is cancelled
 *    ↘ ENDED      by onComplete or onError; what is there can still be taken
 * </pre>
 *
 * <p>All fields but {@code owed} are guarded by {@code guard}. No code of the publisher is called under it.
 *
 * <p>Signals come from any thread. {@code request} and {@code cancel} are called by the taking task alone, so one after the
 * other, as rule 2.7 wants it.
 */
final class Inflow<T> extends SignalWait implements Flow.Subscriber<T> {
    /** What {@link #take} returns if nothing has come. */
    static final Object NOTHING = new Object();

    /** What {@link #take} returns if more is to be asked for first, by {@link #ask}. */
    static final Object DEMAND = new Object();

    /** What {@link #take} returns if nothing will come any more. */
    static final Object END = new Object();

    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final int prefetch;
    private Flow.@Nullable Subscription subscription;
    private boolean closed;
    private boolean ended;
    private @Nullable Throwable failure;

    /** How many items may be asked for: with those that are on their way or lie here they are the prefetch. */
    private int owed;

    Inflow(int prefetch) {
        this.prefetch = prefetch;
        owed = prefetch;
    }

    // ---- the side of the publisher, any thread

    @Override
    public void onSubscribe(Flow.Subscription given) {
        Objects.requireNonNull(given, "subscription");
        boolean isWanted;
        TaskImpl<?> woken = null;
        guard.lock();
        try {
            isWanted = !isOver() && subscription == null;
            if (isWanted) {
                beforeWaking();
                subscription = given;
                woken = takeWaiting();
            }
        } finally {
            guard.unlock();
        }
        if (!isWanted) {
            given.cancel();
        }
        wake(woken);
    }

    @Override
    public void onNext(T item) {
        Objects.requireNonNull(item, "item");
        TaskImpl<?> woken;
        guard.lock();
        try {
            if (isOver()) {
                return;
            }
            beforeWaking();
            items.add(item);
            woken = takeWaiting();
        } finally {
            guard.unlock();
        }
        wake(woken);
    }

    @Override
    public void onError(Throwable thrown) {
        end(Objects.requireNonNull(thrown, "throwable"));
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable thrown) {
        TaskImpl<?> woken;
        guard.lock();
        try {
            if (isOver()) {
                return;
            }
            beforeWaking();
            ended = true;
            failure = thrown;
            subscription = null; // it counts as cancelled
            woken = takeWaiting();
        } finally {
            guard.unlock();
        }
        wake(woken);
    }

    // ---- the side of the task

    /**
     * Takes what has come first.
     *
     * @param waiting the task that waits if there is nothing; it must park. Null if it does not wait
     * @return an item, {@link #NOTHING}, {@link #DEMAND} or {@link #END}
     */
    Object take(@Nullable TaskImpl<?> waiting) {
        guard.lock();
        try {
            if (subscription != null && owed >= (prefetch + 1) / 2) {
                return DEMAND;
            }
            T item = items.poll();
            if (item != null) {
                owed = Math.min(owed + 1, prefetch); // a publisher may give more than it was asked for
                return item;
            }
            if (ended) {
                return END;
            }
            waits(waiting);
            return NOTHING;
        } finally {
            guard.unlock();
        }
    }

    /** Asks for as many items as there may be. The publisher may signal inside of the call. */
    void ask() {
        Flow.Subscription asked;
        guard.lock();
        try {
            asked = subscription;
        } finally {
            guard.unlock();
        }
        int n = owed;
        owed = 0;
        if (asked != null) {
            asked.request(n);
        }
    }

    /** Returns what the publisher has failed with; null if it has ended. */
    @Nullable
    Throwable failure() {
        guard.lock();
        try {
            return failure;
        } finally {
            guard.unlock();
        }
    }

    /** Drops what is there, and cancels the subscription, at once or when it comes. */
    void close() {
        Flow.Subscription cancelled;
        guard.lock();
        try {
            closed = true;
            cancelled = subscription;
            subscription = null;
            items.clear();
        } finally {
            guard.unlock();
        }
        if (cancelled != null) {
            cancelled.cancel();
        }
    }

    @Override
    public String toString() {
        return "a signal of a publisher";
    }

    // ---- with the lock held

    private boolean isOver() {
        return closed || ended;
    }
}
