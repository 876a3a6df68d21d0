package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task that suspends and wakes, and is cancelled.
 *
 * <pre>
 * PENDING     in the ready queue before its first step; waitingFor is the coroutine
 * RUNNING     the loop's thread is in its frames
 * PARKED      waits: for a timer if it is in the heap, else for waitingFor
 * YIELDED     in the ready queue, only to let others run
 * WOKEN       in the ready queue with an outcome, which no cancellation takes away
 * CANCELLING  in the ready queue, to throw CancelledError at the await it was parked at
 * SUCCEEDED, FAILED, CANCELLED   ended; value is the outcome
 *
 * PENDING → RUNNING → PARKED  → WOKEN      → RUNNING → … → SUCCEEDED
 *              ↓         ↘ CANCELLING ↗                     FAILED
 *           YIELDED ──────────→ RUNNING                     CANCELLED
 *                    ↘ CANCELLING
 * </pre>
 *
 * <p>A request to cancel is kept in {@code cancelRequest} from the moment it comes to the moment
 * its {@link CancelledError} is made: at the resumption of a CANCELLING task, or at the next await
 * that would park. So several requests before the delivery are one; it stays if the task ends before.
 *
 * <p>A task of a loop is moved through this table by the loop's thread alone. (One that has no
 * loop, see {@link HotTask}, knows RUNNING, PARKED and WOKEN only, by compare-and-set.)
 */
abstract sealed class Parking extends Driver permits Completion {
    static final byte PENDING = 0;
    static final byte RUNNING = 1;
    static final byte PARKED = 2;
    static final byte YIELDED = 3;
    static final byte WOKEN = 4;
    static final byte CANCELLING = 5;
    static final byte SUCCEEDED = 6;
    static final byte FAILED = 7;
    static final byte CANCELLED = 8;

    static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(Parking.class, "phase", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Object NO_REASON = new Object();

    /** Stands for {@code waitingFor} where the value is there already. */
    private static final WaitingFor NOTHING = new WaitingFor() {
        @Override
        public boolean abandon() {
            return false;
        }

        @Override
        public @Nullable Object outcome() {
            throw new AssertionError();
        }
    };

    /**
     * See the table. Written by the thread that runs the task, the last time with release, after the
     * outcome; read by others with acquire.
     */
    byte phase;

    /**
     * The coroutine while PENDING; the {@link WaitingFor} while PARKED or WOKEN, null for a timer.
     * Owned by the thread that runs the task.
     */
    @Nullable
    Object waitingFor;

    /**
     * The reason of a cancellation that was not delivered yet, {@link #NO_REASON}, or null if there
     * is none. Of a task with a loop, owned by its thread.
     */
    volatile @Nullable Object cancelRequest;

    /** The loop; null for a {@link HotTask} that has none, or does not know yet. */
    @Nullable
    EventLoop loop;

    /** The loop, for what cannot do without. */
    final EventLoop loopFor(String operation) {
        EventLoop here = loop;
        if (here == null) {
            bind();
            here = loop;
            if (here == null) {
                throw new IllegalStateException(
                        operation + " needs a running event loop, and this hot method was called without one");
            }
        }
        return here;
    }

    /** Finds out which loop a hot method runs on. */
    void bind() {}

    /** From now on others may know this task: a hot method has no other one when it goes on. */
    void keep() {}

    /**
     * To be called by whatever is about to park the task.
     *
     * @throws CancelledError if a request to cancel has come
     */
    final void beforeParking() {
        if (loop == null) {
            bind();
        }
        if (cancelRequest != null) {
            throw takeCancellation();
        }
    }

    /** Whether a request to cancel waits for its delivery; of a task that has ended, whether it never came to that. */
    final boolean isCancelRequested() {
        return cancelRequest != null;
    }

    final CancelledError takeCancellation() {
        Object reason = cancelRequest;
        cancelRequest = null;
        return reason instanceof String text ? new CancelledError(text) : new CancelledError();
    }

    /** Parks until somebody calls {@link #woken}. After {@link #beforeParking}. */
    final void park(@Nullable WaitingFor source) {
        waitingFor = source;
        if (loop != null) {
            phase = PARKED;
        }
    }

    /**
     * Passes on the value of something that was ready; now and then by way of the ready queue, so that a task that
     * awaits only such things does not keep the others waiting.
     */
    final @Nullable Object ready(@Nullable Object given) {
        return --budget > 0 ? given : outOfBudget(given);
    }

    private @Nullable Object outOfBudget(@Nullable Object given) {
        budget = MAX_BUDGET;
        EventLoop here = loop;
        if (here == null) {
            return given;
        }
        value = given;
        waitingFor = NOTHING;
        phase = WOKEN;
        here.enqueue(this);
        return Frame.SUSPENDED;
    }

    /** Goes to the end of the ready queue. */
    final void yieldTo(EventLoop here) {
        phase = YIELDED;
        here.enqueue(this);
    }

    /** The outcome is there. On the loop's thread, of a parked task. */
    final void woken() {
        if (phase == PARKED) {
            phase = WOKEN;
            resumeSoon();
        }
    }

    /** The same, of a task that may have gone on without it, since its frames could not be saved. */
    final void wokenHere(WaitingFor source) {
        if (waitingFor == source) {
            woken();
        }
    }

    /** Puts the task, which has just been woken, into its loop's ready queue. */
    abstract void resumeSoon();

    /** The timer of a sleeping task has come. */
    @Override
    final void fire() {
        woken();
    }

    /** Records a request to cancel; delivers it if the task is parked. On the loop's thread. */
    final void cancelHere(@Nullable String reason) {
        byte now = phase;
        if (now >= SUCCEEDED) {
            return;
        }
        cancelRequest = reason == null ? NO_REASON : reason;
        if (now == YIELDED) {
            phase = CANCELLING;
        } else if (now == PARKED && abandonSource()) {
            phase = CANCELLING;
            resumeSoon();
        }
    }

    static Object asRequest(@Nullable String reason) {
        return reason == null ? NO_REASON : reason;
    }

    final boolean abandonSource() {
        WaitingFor source = (WaitingFor) waitingFor;
        if (source != null) {
            if (!source.abandon()) {
                return false;
            }
            waitingFor = null;
            return true;
        }
        EventLoop here = loop;
        return here == null || here.removeTimer(this);
    }

    @Override
    final void unpark() {
        if (phase == PARKED) {
            abandonSource();
            phase = RUNNING;
        }
        waitingFor = null;
    }

    /** Makes what the task was woken with the value for its innermost frame. */
    final void collect(boolean cancelling) {
        WaitingFor source = (WaitingFor) waitingFor;
        waitingFor = null;
        failing = false;
        if (source == NOTHING) {
            return;
        }
        value = null;
        try {
            if (cancelling) {
                throw takeCancellation();
            }
            if (source != null) {
                value = source.outcome();
            }
        } catch (Throwable failure) {
            value = failure;
            failing = true;
        }
    }

    /** Runs the coroutine that the task was made for. */
    final boolean begin() {
        Coroutine<?> root = Unchecked.value(waitingFor);
        waitingFor = null;
        if (root instanceof Frame<?> frame && frame.state == 0) {
            head = frame;
            return drive();
        }
        try {
            Object given = root.start((Task<?>) this);
            if (given == Frame.SUSPENDED) {
                return unwound(null) && drive();
            }
            value = given;
        } catch (Throwable failure) {
            fail(failure);
        }
        return true;
    }
}
