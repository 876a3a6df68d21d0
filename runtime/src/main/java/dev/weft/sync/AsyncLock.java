package dev.weft.sync;

import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between tasks. The lock is not reentrant: a task that acquires a lock that it holds itself gets a
 * {@link dev.weft.DeadlockException}. So does a task that would close a longer cycle. A permit that another task will
 * close is to be marked with {@link Permit#handOn()}.
 *
 * <pre>{@code
 * try (var held = await(lock.acquire())) {
 *     int before = balance;
 *     await(sleep(Duration.ofMillis(1))); // without the lock, two tasks would read the same balance
 *     balance = before - amount;
 * }
 * }</pre>
 *
 * <p>Invariant: {@code held} is the permit that is out, and its holder is the task that received it. While {@code held}
 * is null, no task waits. May be used from any thread and by tasks of several loops.
 *
 * @since 0.1
 */
public final class AsyncLock {
    private final SpinLock guard = new SpinLock();
    private final WaitQueue<Permit> waiting = new Waiting();
    private final Permit.Source source = this::release;
    private @Nullable Permit held;

    /** Creates a lock that no task holds. */
    public AsyncLock() {}

    /**
     * {@return a coroutine that waits for the lock} Its value is the permit; closing the permit releases the lock. A
     * cancelled wait does not take the lock.
     */
    @CheckReturnValue
    public Coroutine<Permit> acquire() {
        return new WaitNode<>(waiting, null);
    }

    /**
     * {@return the permit of the lock, which is taken, or null if the lock is already held} Outside of a task, no task
     * counts as its holder.
     */
    public @Nullable Permit tryAcquire() {
        TaskImpl<?> current = TaskImpl.currentOrNull();
        guard.lock();
        try {
            return held != null ? null : take(null, current);
        } finally {
            guard.unlock();
        }
    }

    /** {@return whether the lock is held} */
    public boolean isLocked() {
        guard.lock();
        try {
            return held != null;
        } finally {
            guard.unlock();
        }
    }

    /** Releases the lock for a condition. The condition will acquire it again with the same permit. */
    Permit giveUp() {
        WaitNode<?> next;
        Permit permit;
        guard.lock();
        try {
            permit = held;
            if (permit == null) {
                throw new IllegalStateException("the lock of the condition is not held");
            }
            waiting.beforeWaking();
            next = handOver();
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(next);
        return permit;
    }

    /** Returns a wait for the lock, which will again be held by this permit. */
    WaitNode<Permit> takeUp(Permit permit) {
        return new WaitNode<>(waiting, permit);
    }

    private Permit take(@Nullable Permit known, @Nullable TaskImpl<?> task) {
        if (known == null) {
            held = Permit.held(source, task);
        } else {
            known.handedOver(task);
            held = known;
        }
        return held;
    }

    private void release(Permit permit) {
        WaitNode<?> next;
        guard.lock();
        try {
            // The permit may not hold the lock: a condition has released the lock, and acquiring it again was a
            // deadlock.
            waiting.beforeWaking();
            next = permit.isOpen() && permit == held ? handOver() : null;
            permit.markClosed();
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(next);
    }

    private @Nullable WaitNode<?> handOver() {
        WaitNode<Permit> next = waiting.first();
        if (next == null) {
            held = null;
        } else {
            Permit permit = Objects.requireNonNull((Permit) next.brought());
            permit.handedOver(next.task());
            waiting.remove(next);
            held = permit;
        }
        return next;
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "lock: "
                    + (held == null
                            ? "free"
                            : "held by " + holderName(held.holder) + ", " + waiting.size() + " waiting");
        } finally {
            guard.unlock();
        }
    }

    private static String holderName(@Nullable TaskImpl<?> holder) {
        return holder == null ? "no task" : holder.name();
    }

    /**
     * The waits for the lock. Each brings along the permit that it will get, so that handing over allocates nothing. A wait
     * of a condition brings along the permit by which its task held the lock before.
     */
    private final class Waiting extends WaitQueue<Permit> {
        Waiting() {
            super(AsyncLock.this.guard);
        }

        @Override
        boolean attempt(WaitNode<Permit> wait, TaskImpl<?> task) {
            if (held == null) {
                wait.grant(take((Permit) wait.brought(), task));
                return true;
            }
            if (wait.brought() == null) {
                wait.grant(Permit.awaited(source, task));
            }
            return false;
        }

        @Override
        @Nullable
        TaskImpl<?> owner() {
            return held == null ? null : held.holder;
        }

        @Override
        public String toString() {
            return AsyncLock.this.toString();
        }
    }
}
