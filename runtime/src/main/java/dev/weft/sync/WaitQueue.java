package dev.weft.sync;

import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits for one thing, first in, first out. All primitives of this package use this queue.
 *
 * <p>Invariant: the nodes are doubly linked from {@code first}, whose {@code before} is the last one. So where one task
 * waits at a time, only one reference is stored into this object. Collectors make such stores expensive in an old
 * object. Guarded by the lock of the primitive that it belongs to. {@code toString} returns the name of what a task
 * waits for.
 */
abstract class WaitQueue<T> {
    /** The primitive's lock. */
    final SpinLock guard;

    private @Nullable WaitNode<?> first;
    private int size;

    WaitQueue(SpinLock guard) {
        this.guard = guard;
    }

    /**
     * If the wait can be satisfied now, {@linkplain WaitNode#grant grants} it. Waits released as a consequence are
     * linked through {@code after}; wake them after unlocking. Called with the lock held.
     *
     * @return whether the wait is satisfied
     * @throws Exception the failure that the await is to throw
     */
    abstract boolean attempt(WaitNode<T> wait, TaskImpl<?> task) throws Exception;

    /**
     * Returns the task that must go on before any of these waits can end, or null if there is none or it is not known.
     * Called with the lock held.
     */
    @Nullable
    TaskImpl<?> owner() {
        return null;
    }

    int size() {
        return size;
    }

    /**
     * Checks, before a primitive changes anything, that the stack is long enough to wake who waits here. Called with the
     * lock held.
     *
     * @throws StackOverflowError if it is too short
     */
    final void beforeWaking() {
        if (first != null) {
            WaitNode.checkStack();
        }
    }

    /** Appends a node. */
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

    /** Returns the oldest node, or null if there is none. */
    @SuppressWarnings("unchecked") // only add() puts in
    @Nullable
    WaitNode<T> first() {
        return (WaitNode<T>) first;
    }

    /** Removes and returns the oldest node, or returns null if there is none. */
    @Nullable
    WaitNode<T> poll() {
        WaitNode<T> oldest = first();
        if (oldest != null) {
            remove(oldest);
        }
        return oldest;
    }

    /** Removes the oldest node and hands this value over to it. Returns the node, to be woken after unlocking. */
    @Nullable
    WaitNode<T> grantFirst(@Nullable T value) {
        WaitNode<T> oldest = poll();
        if (oldest != null) {
            oldest.grant(value);
        }
        return oldest;
    }

    /**
     * Removes all nodes and calls the function for each of them. Returns the nodes, linked, to be woken after
     * unlocking.
     */
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

    /** Removes all nodes and grants them null. Returns the nodes, linked, to be woken after unlocking. */
    @Nullable
    WaitNode<T> letAllGo() {
        return takeAll(wait -> wait.grant(null));
    }

    /** Removes all nodes and makes their waits throw. Returns the nodes, linked, to be woken after unlocking. */
    @Nullable
    WaitNode<T> failAll(Supplier<? extends Throwable> problem) {
        return takeAll(wait -> wait.fail(problem.get()));
    }
}
