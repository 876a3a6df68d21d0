package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.task.TaskImpl;
import java.util.concurrent.BrokenBarrierException;

/**
 * A place where a number of tasks wait for one another, again and again.
 *
 * <pre>
 * FILLING  fewer than all have arrived; the last one lets all go, and it is FILLING again
 * BROKEN   by abort, until reset
 * </pre>
 *
 * <p>A task that is cancelled while it waits has not arrived. May be used from any thread and by tasks of several loops.
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
     * A barrier.
     *
     * @param parties how many wait for one another; at least 1
     */
    public AsyncBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("a barrier for " + parties);
        }
        this.parties = parties;
    }

    /**
     * {@return a coroutine that waits until all have arrived, and gives the place, from 0, in the order of arrival} It
     * throws {@link BrokenBarrierException} if the barrier is, or gets, broken, or is reset.
     */
    public Coroutine<Integer> arrive() {
        return new WaitNode<>(waiting, null);
    }

    /** Begins anew: those who wait get a {@link BrokenBarrierException}, others may arrive. */
    public void reset() {
        end(false);
    }

    /** Breaks the barrier: those who wait, and those who come, get a {@link BrokenBarrierException}. */
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
