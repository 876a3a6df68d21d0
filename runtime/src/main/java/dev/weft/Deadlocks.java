package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the cycle that an await would close: from the task to be awaited to the one that it waits for, and so on,
 * back to the awaiting one. Other loops' tasks are not looked into, since they run meanwhile.
 *
 * <p>What can be cancelled by a timeout, or waits for one of several, is no member of a cycle.
 */
final class Deadlocks {
    /** A chain longer than this is not followed to its end. */
    private static final int MAX_STEPS = 1_000;

    private Deadlocks() {}

    static void check(Task<?> awaiting, @Nullable Task<?> awaited, Object source) {
        if (awaited == null || awaiting.loop == null) {
            return;
        }
        int steps = MAX_STEPS;
        Task<?> task = awaited;
        while (task != null && steps-- > 0) {
            if (task == awaiting) {
                throw new DeadlockException(describe(awaiting, awaited, source));
            }
            task = next(task, awaiting);
        }
    }

    /** What a parked task of the same loop waits for, as far as that is one task. */
    private static @Nullable Task<?> next(Task<?> task, Task<?> awaiting) {
        if (task.loop != awaiting.loop || task.phase != Parking.PARKED) {
            return null;
        }
        Object source = task.waitingFor;
        if (source instanceof TaskWaiter waiter) {
            return waiter.observed;
        }
        return source instanceof AwaiterWaiter waiter ? waiter.awaiter.waitsFor() : null;
    }

    private static String describe(Task<?> awaiting, Task<?> awaited, Object source) {
        StringBuilder text = new StringBuilder("deadlock: ");
        text.append(awaiting).append(" would wait for ").append(source);
        Task<?> task = awaited;
        while (task != null && task != awaiting) {
            Object inner = task.waitingFor;
            Object what = inner instanceof AwaiterWaiter waiter ? waiter.awaiter : next(task, awaiting);
            text.append(source == task ? "" : ", held by " + task);
            text.append(", which waits for ").append(what);
            source = what == null ? task : what;
            task = next(task, awaiting);
        }
        if (source != awaiting) {
            text.append(", held by ").append(awaiting);
        }
        return text.toString();
    }
}
