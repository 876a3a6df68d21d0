package dev.weft.internal.task;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Message;
import dev.weft.internal.loop.Unchecked;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One suspension of a task on a source that any thread may complete.
 *
 * <pre>
 * ARMING  → WAITING → WOKEN       the source completed
 *    ↓         ↘ ABANDONED        the task was cancelled first
 *  WOKEN                          it completed while the wake-up was being registered
 * </pre>
 *
 * <p>Each arrow is one compare-and-set, so that completion and cancellation race safely. Late or repeated wake-ups find
 * a final state and do nothing.
 *
 * <p>Memory: what a thread did before {@link #wake} happens before what the task does after it.
 */
abstract class Waker extends Message implements WaitSource, Runnable {
    private static final int ARMING = 0;
    private static final int WAITING = 1;
    private static final int WOKEN = 2;
    private static final int ABANDONED = 3;
    private static final int SPENT = 4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waker.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * The task; null while the wait is abandoned: the source may keep this object for ever. Written by the thread that runs
     * the task.
     */
    private @Nullable TaskImpl<?> waiting;

    /** See the table; any thread. */
    private volatile int state;

    Waker(TaskImpl<?> task) {
        waiting = task;
    }

    /** Ends the registration. Returns false if the wake-up has come already. On the awaiting thread. */
    final boolean waits() {
        return STATE.compareAndSet(this, ARMING, WAITING);
    }

    /** Wakes the task, once. Any thread. */
    final void wake() {
        while (true) {
            int now = state;
            if (now == WOKEN || now == SPENT) {
                return;
            }
            if (STATE.compareAndSet(this, now, now == ABANDONED ? SPENT : WOKEN)) {
                if (now == WAITING) {
                    task().wakeFrom(this);
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
        waiting = null;
        left();
        return true;
    }

    /** Lets another task wait, after a wait that was abandoned. Returns false if the source has completed meanwhile. */
    final boolean takeOver(TaskImpl<?> task) {
        waiting = task;
        if (STATE.compareAndSet(this, ABANDONED, ARMING)) {
            return true;
        }
        waiting = null;
        return false;
    }

    /** Returns whether it was abandoned; then nothing can take it over any more, since the source has completed. */
    final boolean isSpent() {
        return state == ABANDONED && STATE.compareAndSet(this, ABANDONED, SPENT);
    }

    /** Returns the task. Not for a wait that was abandoned. */
    final TaskImpl<?> task() {
        return Unchecked.present(waiting);
    }

    /** Tells the source that the task no longer waits. */
    abstract void abandoned();

    /** Called when the wait no longer knows the task. */
    void left() {}

    /** Wakes the task: the wake-up has reached the loop. */
    @Override
    protected final void arrive(LoopEngine loop) {
        task().wakeHere(this);
    }

    /** Wakes the task. This is the wake-up that sources receive. */
    @Override
    public final void run() {
        ThreadState.reserveStack();
        wake();
    }
}
