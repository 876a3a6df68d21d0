package dev.weft.sync;

import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.concurrent.BrokenBarrierException;

/**
 * A barrier where a fixed number of tasks wait for one another. It may be used again and again.
 *
 * <pre>
 * FILLING  fewer than all have arrived; the last one releases all, and it is FILLING again
 * BROKEN   after abort, until reset
 * </pre>
 *
 * <p>A task that is cancelled while it waits does not count as arrived. May be used from any thread and by tasks of
 * several loops.
 *
 * @since 0.1
 */
public final class AsyncBarrier {
    private final SpinLock guard = new SpinLock();
    private final WaitQueue<Integer> waiting = new WaitQueue<>(guard) {
        @Override
        boolean attempt(WaitNode<Integer> wait, TaskImpl<?> task) throws BrokenBarrierException {
            if (broken) {
                throw new BrokenBarrierException();
            }
            int arrived = size();
            if (arrived + 1 < parties) {
                return false;
            }
            beforeWaking();
            int[] place = new int[1];
            wait.after = takeAll(earlier -> earlier.grant(place[0]++));
            wait.grant(arrived);
            return true;
        }

        @Override
        public String toString() {
            return AsyncBarrier.this.toString();
        }
    };
    private final int parties;
    private boolean broken;

    /**
     * Creates a barrier.
     *
     * @param parties the number of tasks that wait for one another; at least 1
     * @throws IllegalArgumentException if {@code parties} is less than 1
     */
    public AsyncBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("a barrier for " + parties);
        }
        this.parties = parties;
    }

    /**
     * {@return a coroutine, for single use, that waits until all have arrived} Its value is the task's place in the
     * order of arrival, from 0. It throws {@link BrokenBarrierException} if the barrier is broken or reset, before or
     * while it waits.
     */
    @CheckReturnValue
    public Coroutine<Integer> arrive() {
        return new WaitNode<>(waiting, null);
    }

    /**
     * Resets the barrier. Tasks that wait get a {@link BrokenBarrierException}; from then on tasks may arrive again.
     */
    public void reset() {
        end(false);
    }

    /** Breaks the barrier. Tasks that wait, and tasks that arrive later, get a {@link BrokenBarrierException}. */
    public void abort() {
        end(true);
    }

    /** {@return whether the barrier is broken} */
    public boolean isBroken() {
        guard.lock();
        try {
            return broken;
        } finally {
            guard.unlock();
        }
    }

    private void end(boolean breaks) {
        WaitNode<?> all;
        guard.lock();
        try {
            waiting.beforeWaking();
            broken = breaks;
            all = waiting.failAll(BrokenBarrierException::new);
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(all);
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "barrier: " + (broken ? "broken" : waiting.size() + " of " + parties + " have arrived");
        } finally {
            guard.unlock();
        }
    }
}
