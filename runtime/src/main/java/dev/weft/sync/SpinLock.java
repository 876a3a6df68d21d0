package dev.weft.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Guards the fields of a primitive: for sections of a few dozen instructions that wait for nothing.
 *
 * <p>A free monitor costs an atomic instruction to enter and another one to leave, this lock none to leave, since nobody
 * sleeps in wait of it: who finds it taken tries again, then lets other threads run, then rests a moment. Not reentrant.
 */
final class SpinLock {
    private static final int FREE = 0;
    private static final int TAKEN = 1;

    /** After so many looks a thread lets others run: the one that holds the lock may need this core. */
    private static final int SPINS = 100;

    /** After so many it rests: that one may have a lower priority. */
    private static final int YIELDS = 200;

    private static final long REST_NANOS = 50_000;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(SpinLock.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** FREE or TAKEN. Any thread; only by its handle. */
    @SuppressWarnings("UnusedVariable")
    private int state;

    /** Takes the lock. */
    void lock() {
        if (!STATE.compareAndSet(this, FREE, TAKEN)) {
            lockLater();
        }
    }

    /** Frees the lock: what was done under it happens before what the next one does who takes it. */
    void unlock() {
        STATE.setRelease(this, FREE);
    }

    @SuppressWarnings("ThreadPriorityCheck") // see SPINS
    private void lockLater() {
        int looks = 0;
        do {
            while ((int) STATE.getOpaque(this) == TAKEN) {
                looks++;
                if (looks < SPINS) {
                    Thread.onSpinWait();
                } else if (looks < YIELDS) {
                    Thread.yield();
                } else {
                    LockSupport.parkNanos(this, REST_NANOS);
                }
            }
        } while (!STATE.compareAndSet(this, FREE, TAKEN));
    }
}
