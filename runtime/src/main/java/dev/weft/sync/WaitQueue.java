package dev.weft.sync;

import dev.weft.internal.task.TaskImpl;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one thing, first in, first out: the one queue that all of this package's primitives use.
 *
 * <p>Invariant: doubly linked from {@code first}, whose {@code before} is the last one. So where one waits at a time this
 * object gets one reference, which collectors make expensive in an old object. Guarded by the lock of the primitive that it
 * belongs to. What its {@code toString} gives is what a task is said to wait for.
 */
abstract class WaitQueue<T> {
    /** The primitive's. */
    final SpinLock guard;

    private @Nullable WaitNode<?> first;
    private int size;

    WaitQueue(SpinLock guard) {
        this.guard = guard;
    }

    /**
     * Does what a task wants, if nobody has to wait for it: {@link WaitNode#grant grants} it; whoever it lets go by that follows it
     * by {@code after}, to be woken when the lock is free. Holding the lock.
     *
     * @return whether it is done
     * @throws Exception what the await is to throw
     */
    abstract boolean attempt(WaitNode<T> wait, TaskImpl<?> task) throws Exception;

    /** The task that has to go on before any of these can, if that is one and known. Holding the lock. */
    @Nullable
    TaskImpl<?> owner() {
        return null;
    }

    int size() {
        return size;
    }

    /** Puts one at the end. */
    void add(WaitNode<T> wait) {
        WaitNode<?> oldest = first;
        if (oldest == null) {
            first = wait;
            wait.before = wait;
        } else {
            WaitNode<?> last = beforeOf(oldest);
            last.after = wait;
            wait.before = last;
            oldest.before = wait;
        }
        size++;
    }

    void remove(WaitNode<T> wait) {
        WaitNode<?> oldest = first;
        WaitNode<?> before = beforeOf(wait);
        WaitNode<?> after = wait.after;
        if (wait == oldest) {
            first = after;
        } else {
            before.after = after;
        }
        if (after != null) {
            after.before = before;
        } else if (wait != oldest && oldest != null) {
            oldest.before = before;
        }
        wait.before = null;
        wait.after = null;
        size--;
    }

    private static WaitNode<?> beforeOf(WaitNode<?> wait) {
        WaitNode<?> before = wait.before;
        if (before == null) {
            throw new AssertionError("not queued");
        }
        return before;
    }

    /** Takes out the one that waits longest, or gives null. */
    @SuppressWarnings("unchecked") // only add() puts in
    @Nullable
    WaitNode<T> poll() {
        WaitNode<T> oldest = (WaitNode<T>) first;
        if (oldest != null) {
            remove(oldest);
        }
        return oldest;
    }

    /** Takes out the one that waits longest, and hands this over; gives whom to wake when the lock is free. */
    @Nullable
    WaitNode<T> grantFirst(@Nullable T value) {
        WaitNode<T> oldest = poll();
        if (oldest != null) {
            oldest.grant(value);
        }
        return oldest;
    }

    /** Takes out all, and lets them go with what the function gives for each; gives whom to wake, linked. */
    @SuppressWarnings("unchecked") // as above
    @Nullable
    WaitNode<T> takeAll(Consumer<WaitNode<T>> each) {
        WaitNode<T> oldest = (WaitNode<T>) first;
        for (WaitNode<?> wait = oldest; wait != null; wait = wait.after) {
            wait.before = null;
            each.accept((WaitNode<T>) wait);
        }
        first = null;
        size = 0;
        return oldest;
    }

    /** Takes out all, and lets them go without a value; gives whom to wake, linked, when the lock is free. */
    @Nullable
    WaitNode<T> letAllGo() {
        return takeAll(wait -> wait.grant(null));
    }

    /** Takes out all, and makes their waits throw; gives whom to wake, linked, when the lock is free. */
    @Nullable
    WaitNode<T> failAll(Supplier<? extends Throwable> problem) {
        return takeAll(wait -> wait.fail(problem.get()));
    }
}
