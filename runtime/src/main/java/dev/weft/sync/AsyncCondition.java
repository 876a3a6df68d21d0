package dev.weft.sync;

import dev.weft.CancelledError;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a lock: a task that holds the lock waits for a change, and releases the lock meanwhile.
 *
 * <p>A wait ends with the lock held, even if the task was cancelled, so that the block that holds the permit can close
 * it. If a wait that has received a signal is cancelled or fails, the signal is passed on to the next one. May be used
 * by tasks of several loops.
 *
 * @since 0.1
 */
public final class AsyncCondition {
    private final SpinLock guard = new SpinLock();
    private final WaitQueue<Void> waiting = new WaitQueue<>(guard) {
        @Override
        boolean attempt(WaitNode<Void> wait, TaskImpl<?> task) {
            return false;
        }

        @Override
        public String toString() {
            return AsyncCondition.this.toString();
        }
    };
    private final AsyncLock lock;

    /**
     * Creates a condition.
     *
     * @param lock the lock that tasks must hold to wait and to signal
     */
    public AsyncCondition(AsyncLock lock) {
        this.lock = lock;
    }

    /**
     * {@return a coroutine that releases the lock, waits for a signal, and acquires the lock again} It throws {@link
     * IllegalStateException} if no task holds the lock.
     */
    @CheckReturnValue
    public Coroutine<Void> whenSignalled() {
        return new Until(null);
    }

    /**
     * Returns a coroutine that waits for signals until a condition holds. It ends at once if the condition holds
     * already.
     *
     * @param condition evaluated while the lock is held
     * @return the coroutine, to be awaited while the lock is held
     */
    @CheckReturnValue
    public Coroutine<Void> until(BooleanSupplier condition) {
        return new Until(condition);
    }

    /**
     * Wakes the task that has waited longest, if any.
     *
     * @throws IllegalStateException if no task holds the lock
     */
    public void signal() {
        requireLock();
        passOn();
    }

    /**
     * Wakes all tasks that wait.
     *
     * @throws IllegalStateException if no task holds the lock
     */
    public void signalAll() {
        requireLock();
        WaitNode<?> all;
        guard.lock();
        try {
            waiting.beforeWaking();
            all = waiting.letAllGo();
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(all);
    }

    private void requireLock() {
        if (!lock.isLocked()) {
            throw new IllegalStateException("the lock of the condition is not held");
        }
    }

    private void passOn() {
        WaitNode<?> next;
        guard.lock();
        try {
            waiting.beforeWaking();
            next = waiting.grantFirst(null);
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(next);
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
     * Releases the lock, waits for a signal, acquires the lock again, and so on until the condition holds. A
     * cancellation is kept until the lock is held again.
     */
    private final class Until extends Frame<Void> {
        /** States. */
        private static final int SIGNAL = 1;

        private static final int RETAKE = 2;

        private final @Nullable BooleanSupplier condition;

        /** The permit for acquiring the lock again; null while the lock is held. */
        private @Nullable Permit permit;

        private @Nullable CancelledError cancelled;
        private boolean signalled;

        Until(@Nullable BooleanSupplier condition) {
            this.condition = condition;
        }

        @Override
        protected @Nullable Object resume(FrameDriver driver) throws Throwable {
            boolean resumed = state > 0;
            if (!resumed && condition != null) {
                TaskImpl<?> task = (TaskImpl<?>) driver;
                task.beforeTaking();
                if (condition.getAsBoolean()) {
                    return task.ready(null);
                }
            }
            int at = resumed ? state : SIGNAL;
            while (true) {
                boolean suspended = at == SIGNAL ? waitForSignal(resumed, driver) : retakeLock(resumed, driver);
                if (suspended) {
                    return SUSPENDED;
                }
                resumed = false;
                if (at == SIGNAL) {
                    at = RETAKE;
                } else if (permit == null) {
                    if (isOver()) {
                        return null;
                    }
                    at = SIGNAL;
                }
            }
        }

        /** Returns true if it suspends; false after a signal or a cancellation. */
        private boolean waitForSignal(boolean resumed, FrameDriver driver) throws Throwable {
            try {
                if (resumed) {
                    Suspension.resumed(driver);
                } else {
                    permit = lock.giveUp();
                    signalled = false;
                    if (suspends(new WaitNode<>(waiting, null), SIGNAL, driver)) {
                        return true;
                    }
                }
                signalled = true;
            } catch (CancelledError error) {
                cancelled = error;
            }
            return false;
        }

        /** Returns true if it suspends; false if the lock is held again or the task was cancelled. */
        private boolean retakeLock(boolean resumed, FrameDriver driver) throws Throwable {
            try {
                if (resumed) {
                    Suspension.resumed(driver);
                } else if (suspends(lock.takeUp(held()), RETAKE, driver)) {
                    return true;
                }
                permit = null;
            } catch (CancelledError error) {
                cancelled = error;
            } catch (Throwable failure) { // a deadlock; a signal is not to be lost with it
                passOnSignal();
                throw failure;
            }
            return false;
        }

        private boolean suspends(Coroutine<?> wait, int at, FrameDriver driver) throws Throwable {
            if (Suspension.await(wait, driver, Suspension.depth(driver)) != SUSPENDED) {
                return false;
            }
            state = at;
            Suspension.suspend(this, driver);
            return true;
        }

        /** Returns whether the condition holds, or throws the cancellation that was kept. Called with the lock held. */
        private boolean isOver() {
            if (cancelled == null) {
                return condition == null || holds(condition);
            }
            passOnSignal();
            throw cancelled;
        }

        private boolean holds(BooleanSupplier known) {
            try {
                return known.getAsBoolean();
            } catch (Throwable failure) {
                passOnSignal();
                throw failure;
            }
        }

        /** Lets another wait have the signal, if there was one: this wait ends without using it. */
        private void passOnSignal() {
            if (signalled) {
                passOn();
            }
        }

        private Permit held() {
            Permit known = permit;
            if (known == null) {
                throw new AssertionError("the lock is held already");
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
