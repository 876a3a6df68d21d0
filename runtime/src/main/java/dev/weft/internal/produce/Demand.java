package dev.weft.internal.produce;

import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SignalWait;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks for, until the task that serves it takes that.
 *
 * <pre>
 * null → an IllegalArgumentException → CANCELLED     {@code stop}: why nothing more is given
 *    ↘ CANCELLED    ↘ ENDED
 *    ↘ ENDED
 * </pre>
 *
 * <p>What is asked for and {@code stop} are guarded by {@code guard}. The task is interrupted only while it waits for the
 * stream, which only the loop's thread knows: so the clean-up of the stream is left alone.
 */
final class Demand extends SignalWait implements Flow.Subscription {
    private static final Object CANCELLED = new Object();
    private static final Object ENDED = new Object();

    private final EventLoopImpl loop;
    private long asked;

    /** See the table. Also read without the lock. */
    private volatile @Nullable Object stop;

    /** The task while it asks the stream for an item, otherwise null. Owned by the loop's thread. */
    private @Nullable TaskImpl<?> asking;

    /** Whether the task was cancelled, so that the stream stops to make an item. Owned by the loop's thread. */
    private boolean interrupted;

    Demand(EventLoopImpl loop) {
        this.loop = loop;
    }

    // ---- the side of the subscriber, any thread

    /** Rule 3.9: less than one is a failure. Rule 3.17: what is more than can be counted has no end. */
    @Override
    public void request(long n) {
        if (n <= 0) {
            stop(new IllegalArgumentException("rule 3.9: request(" + n + ") asks for less than one item"));
            return;
        }
        TaskImpl<?> woken;
        guard.lock();
        try {
            if (stop != null) {
                return;
            }
            beforeWaking();
            asked = sum(asked, n);
            woken = takeWaiting();
        } finally {
            guard.unlock();
        }
        wake(woken);
    }

    private static long sum(long before, long more) {
        long sum = before + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public void cancel() {
        stop(CANCELLED);
    }

    private void stop(Object why) {
        TaskImpl<?> woken;
        guard.lock();
        try {
            Object before = stop;
            if (before == CANCELLED || before == ENDED || (before != null && why != CANCELLED)) {
                return;
            }
            beforeWaking();
            stop = why;
            woken = takeWaiting();
        } finally {
            guard.unlock();
        }
        if (woken != null) {
            wake(woken);
        } else if (loop.isOnThread()) {
            interrupt();
        } else {
            try {
                loop.execute(this::interrupt);
            } catch (RejectedExecutionException closed) {
                // No task of the loop is left.
            }
        }
    }

    private void interrupt() {
        TaskImpl<?> task = asking;
        if (task != null) {
            interrupted = true;
            task.cancel("the subscriber has cancelled");
        }
    }

    // ---- the side of the task, on the loop's thread

    /** Returns what was asked for since the last call. */
    long take() {
        guard.lock();
        try {
            long taken = asked;
            asked = 0;
            return taken;
        } finally {
            guard.unlock();
        }
    }

    /** Lets a task wait, which must park, unless something was asked for or nothing more is to be given. */
    boolean awaits(TaskImpl<?> task) {
        guard.lock();
        try {
            if (asked > 0 || stop != null) {
                return false;
            }
            waits(task);
            return true;
        } finally {
            guard.unlock();
        }
    }

    /** Notes that a task asks the stream for an item; null if it does so no longer. */
    void asks(@Nullable TaskImpl<?> task) {
        asking = task;
    }

    /** Returns whether the task was cancelled because of {@code stop}, and forgets that. */
    boolean takeInterrupted() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    boolean isStopped() {
        return stop != null;
    }

    boolean isCancelled() {
        return stop == CANCELLED;
    }

    /** Returns what the subscriber has done wrong, or null. */
    @Nullable
    IllegalArgumentException misuse() {
        return stop instanceof IllegalArgumentException wrong ? wrong : null;
    }

    /** Lets all further calls of the subscriber do nothing. Returns false if it has cancelled before. */
    boolean end() {
        guard.lock();
        try {
            if (stop == CANCELLED) {
                return false;
            }
            stop = ENDED;
            return true;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public String toString() {
        return "the demand of a subscriber";
    }
}
