package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between tasks. It is not reentrant: a task that waits for what it holds itself gets a {@link
 * dev.weft.DeadlockException}, as does any that would close a longer cycle.
 *
 * <pre>{@code
 * try (var held = await(lock.acquire())) { … }
 * }</pre>
 *
 * <p>Invariant: {@code held} is the permit that is out, its holder the task that it was given to; while it is null
 * nobody waits. May be used from any thread and by tasks of several loops.
 */
public final class AsyncLock {
    private final Object monitor = new Object();
    private final WaitQueue<Acquire> waiting = new WaitQueue<>(monitor);
    private @Nullable Permit held;

    /** A lock that nobody holds. */
    public AsyncLock() {}

    /** {@return a coroutine that waits for the lock, and gives the permit whose close releases it} */
    public Coroutine<Permit> acquire() {
        return new Acquire(null);
    }

    /** {@return the permit, or null if the lock is held} */
    public @Nullable Permit tryAcquire() {
        Task<?> current = currentTask();
        synchronized (monitor) {
            return held != null ? null : take(null, current);
        }
    }

    /** {@return whether somebody holds the lock} */
    public boolean isLocked() {
        synchronized (monitor) {
            return held != null;
        }
    }

    /** Releases the lock for a condition, which will take it up again with the same permit. */
    Permit giveUp() {
        Wait<?> next;
        Permit permit;
        synchronized (monitor) {
            permit = held;
            if (permit == null) {
                throw new IllegalStateException("the lock of the condition is not held");
            }
            next = handOver();
        }
        Wait.wakeUp(next);
        return permit;
    }

    /** Waits for the lock, to be held again by this permit. */
    Wait<Permit> takeUp(Permit permit) {
        return new Acquire(permit);
    }

    private Permit take(@Nullable Permit known, @Nullable Task<?> task) {
        Permit permit = known != null ? known : new Permit(this::release, task);
        held = permit;
        return permit;
    }

    private void release(Permit permit) {
        Wait<?> next;
        synchronized (monitor) {
            // A condition may have given the lock up for good, where taking it up again was a deadlock.
            next = permit == held ? handOver() : null;
        }
        Wait.wakeUp(next);
    }

    private @Nullable Wait<?> handOver() {
        Acquire next = waiting.poll();
        if (next == null) {
            held = null;
        } else {
            next.grant(take(next.known, next.task));
        }
        return next;
    }

    private static @Nullable Task<?> currentTask() {
        try {
            return Task.current();
        } catch (IllegalStateException outsideOfTasks) {
            return null;
        }
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return "lock: "
                    + (held == null
                            ? "free"
                            : "held by " + (held.holder == null ? "no task" : held.holder.name()) + ", "
                                    + waiting.size() + " waiting");
        }
    }

    private final class Acquire extends Wait<Permit> {
        private final @Nullable Permit known;

        Acquire(@Nullable Permit known) {
            super(waiting);
            this.known = known;
        }

        @Override
        boolean attempt() {
            if (held != null) {
                return false;
            }
            grant(take(known, task));
            return true;
        }

        @Override
        @Nullable
        Wait<?> giveBack() {
            return handOver();
        }

        @Override
        public @Nullable Task<?> waitsFor() {
            synchronized (monitor) {
                return held == null ? null : held.holder;
            }
        }

        @Override
        public String toString() {
            return AsyncLock.this.toString();
        }
    }
}
