package dev.weft.sync;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Frame;
import dev.weft.Suspension;
import dev.weft.Task;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place where tasks that hold a lock wait for something to change, and give up the lock meanwhile.
 *
 * <p>A wait comes back with the lock, even if it was cancelled: so that the block that holds the permit can close it. A
 * signal that a cancelled wait has got goes to the next. May be used by tasks of several loops.
 */
public final class AsyncCondition {
    private final SpinLock guard = new SpinLock();
    private final WaitQueue<Void> waiting = new WaitQueue<>(guard) {
        @Override
        boolean attempt(Wait<Void> wait, Task<?> task) {
            return false;
        }

        @Override
        public String toString() {
            return AsyncCondition.this.toString();
        }
    };
    private final AsyncLock lock;

    /**
     * A condition.
     *
     * @param lock the lock that those who wait and signal hold
     */
    public AsyncCondition(AsyncLock lock) {
        this.lock = lock;
    }

    /**
     * {@return a coroutine that gives up the lock, waits for a signal, and waits for the lock} It throws {@link
     * IllegalStateException} if nobody holds the lock.
     */
    public Coroutine<Void> whenSignalled() {
        return new Until(null);
    }

    /**
     * A coroutine that waits for signals until a condition holds; at once, if it does.
     *
     * @param condition evaluated while the lock is held
     * @return the coroutine, to be awaited while the lock is held
     */
    public Coroutine<Void> until(BooleanSupplier condition) {
        return new Until(condition);
    }

    /**
     * Wakes the task that waits longest, if any.
     *
     * @throws IllegalStateException if nobody holds the lock
     */
    public void signal() {
        requireLock();
        passOn();
    }

    /**
     * Wakes all that wait.
     *
     * @throws IllegalStateException if nobody holds the lock
     */
    public void signalAll() {
        requireLock();
        Wait<?> all;
        guard.lock();
        try {
            all = waiting.letAllGo();
        } finally {
            guard.unlock();
        }
        Wait.wakeAll(all);
    }

    private void requireLock() {
        if (!lock.isLocked()) {
            throw new IllegalStateException("the lock of the condition is not held");
        }
    }

    private void passOn() {
        Wait<?> next;
        guard.lock();
        try {
            next = waiting.grantFirst(null);
        } finally {
            guard.unlock();
        }
        Wait.wakeAll(next);
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "condition: " + waiting.size() + " waiting, of " + lock;
        } finally {
            guard.unlock();
        }
    }

    /**
     * States: 1 waits for a signal; 2 waits for the lock. A cancellation in either is kept until the lock is held.
     */
    private final class Until extends Frame<Void> {
        private final @Nullable BooleanSupplier condition;
        private @Nullable Permit permit;
        private @Nullable CancelledError cancelled;
        private boolean signalled;

        Until(@Nullable BooleanSupplier condition) {
            this.condition = condition;
        }

        @Override
        protected @Nullable Object resume(Task<?> task) throws Throwable {
            int at = state;
            if (at < 0 && condition != null && condition.getAsBoolean()) {
                return null;
            }
            boolean goOn = at > 0;
            while (true) {
                if (at <= 1) {
                    if (step(goOn, at, task)) {
                        return SUSPENDED;
                    }
                    at = 2;
                    goOn = false;
                }
                if (step(goOn, at, task)) {
                    return SUSPENDED;
                }
                if (at == 2 && permit == null) {
                    if (cancelled != null) {
                        if (signalled) {
                            passOn();
                        }
                        throw cancelled;
                    }
                    if (condition == null || condition.getAsBoolean()) {
                        return null;
                    }
                    at = 1;
                }
                goOn = false;
            }
        }

        /** One wait, begun or resumed; true if it suspends. A cancellation is kept. */
        private boolean step(boolean resumed, int at, Task<?> task) throws Throwable {
            try {
                if (resumed) {
                    Suspension.resumed(task);
                } else {
                    if (at != 2) {
                        permit = lock.giveUp();
                        signalled = false;
                    }
                    Coroutine<?> wait = at != 2 ? new Wait<>(waiting, null) : lock.takeUp(held());
                    if (Suspension.await(wait, task, Suspension.depth(task)) == SUSPENDED) {
                        state = at == 2 ? 2 : 1;
                        Suspension.suspend(this, task);
                        return true;
                    }
                }
                if (at == 2) {
                    permit = null;
                } else {
                    signalled = true;
                }
            } catch (CancelledError error) {
                cancelled = error;
            }
            return false;
        }

        private Permit held() {
            Permit known = permit;
            if (known == null) {
                throw new IllegalStateException();
            }
            return known;
        }

        @Override
        protected StackTraceElement position() {
            return new StackTraceElement("dev.weft.sync.AsyncCondition", "until", "AsyncCondition.java", -1);
        }

        @Override
        public String toString() {
            return AsyncCondition.this.toString();
        }
    }
}
