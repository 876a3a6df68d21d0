package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One suspension of a task on something that any thread may complete.
 *
 * <pre>
 * ARMING  → WAITING → WOKEN       the thing completed
 *    ↓         ↘ ABANDONED        the task was cancelled first
 *  WOKEN                          it completed while the wake-up was being registered
 * </pre>
 *
 * Each arrow is one compare-and-set, so that completion and cancellation race safely; wake-ups that
 * are late or repeated find a final state and do nothing.
 *
 * <p>Memory: what a thread did before {@link #wake} happens before what the task does after it.
 */
abstract class Waiter extends QueueNode implements WaitingFor, Runnable {
    private static final int ARMING = 0;
    private static final int WAITING = 1;
    private static final int WOKEN = 2;
    private static final int ABANDONED = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Task<?> task;

    /** See the table; any thread. */
    private volatile int state;

    Waiter(Task<?> task) {
        this.task = task;
    }

    /** Ends the registration: false if the wake-up has come already. On the awaiting thread. */
    final boolean waits() {
        return STATE.compareAndSet(this, ARMING, WAITING);
    }

    /** Wakes the task, once. Any thread. */
    final void wake() {
        while (true) {
            int now = state;
            if (now >= WOKEN) {
                return;
            }
            if (STATE.compareAndSet(this, now, WOKEN)) {
                if (now == WAITING) {
                    task.wokenBy(this);
                }
                return;
            }
        }
    }

    @Override
    public final boolean abandon() {
        if (!STATE.compareAndSet(this, WAITING, ABANDONED)) {
            return false;
        }
        abandoned();
        return true;
    }

    /** Tells the thing that nobody waits any more. */
    abstract void abandoned();

    /** The wake-up has reached the loop. */
    @Override
    final void arrive(LoopCore loop) {
        task.wokenHere(this);
    }

    /** As the wake-up that is given away. The loop never runs it: it only arrives there. */
    @Override
    public final void run() {
        wake();
    }
}
