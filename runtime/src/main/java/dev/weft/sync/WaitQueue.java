package dev.weft.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waiters, first in, first out: the one queue that all of this package's primitives use.
 *
 * <p>Invariant: doubly linked from {@code first} to {@code last}; a waiter is linked exactly while its state is QUEUED.
 * Guarded by the monitor of the primitive that it belongs to.
 */
final class WaitQueue<W extends Wait<?>> {
    /** The primitive's. */
    final Object monitor;

    private @Nullable Wait<?> first;
    private @Nullable Wait<?> last;
    private int size;

    WaitQueue(Object monitor) {
        this.monitor = monitor;
    }

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    void add(Wait<?> wait) {
        Wait<?> before = last;
        wait.before = before;
        if (before == null) {
            first = wait;
        } else {
            before.after = wait;
        }
        last = wait;
        size++;
    }

    void remove(Wait<?> wait) {
        Wait<?> before = wait.before;
        Wait<?> after = wait.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        wait.before = null;
        wait.after = null;
        size--;
    }

    /** Takes out all, the one that waits longest first. */
    List<W> pollAll() {
        List<W> all = new ArrayList<>(size);
        W next;
        while ((next = poll()) != null) {
            all.add(next);
        }
        return all;
    }

    /** Takes out all, and lets them go without a value; they are to be woken when the monitor is free. */
    List<W> letAllGo() {
        List<W> all = pollAll();
        all.forEach(wait -> wait.grant(null));
        return all;
    }

    /** Takes out all, and makes their waits throw; they are to be woken when the monitor is free. */
    List<W> failAll(Supplier<? extends Throwable> problem) {
        List<W> all = pollAll();
        all.forEach(wait -> wait.fail(problem.get()));
        return all;
    }

    /** Takes out the one that waits longest, or gives null. */
    @SuppressWarnings("unchecked") // only add() puts in, and each primitive adds its own kind
    @Nullable
    W poll() {
        Wait<?> oldest = first;
        if (oldest != null) {
            remove(oldest);
        }
        return (W) oldest;
    }
}
