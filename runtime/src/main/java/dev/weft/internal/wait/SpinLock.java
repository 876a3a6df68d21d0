package dev.weft.internal.wait;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards the fields of a primitive. It is meant for sections of a few dozen instructions that wait for nothing.
 *
 * <p>A free monitor costs one atomic instruction to enter and another one to leave. This lock costs none to leave,
 * because no thread sleeps until it is woken. A thread that finds the lock taken first spins, then yields, then parks
 * for a moment. Not reentrant.
 */
public final class SpinLock {
    private static final int FREE = 0;
    private static final int TAKEN = 1;

    /** After this many looks a thread yields: the thread that holds the lock may need this core. */
    private static final int SPINS = 100;

    /** After this many looks it parks: the thread that holds the lock may have a lower priority. */
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

    /** FREE or TAKEN. Any thread; accessed through its handle only. */
    @SuppressWarnings("UnusedVariable")
    private int state;

    /** The thread that holds the lock and calls code of users. Written by that thread. */
    private volatile @Nullable Thread inUserCode;

    /** Creates a lock that is free. */
    public SpinLock() {}

    /**
     * Calls code of users while this thread holds the lock. If that code takes the lock, it gets an exception.
     *
     * @param code what to call
     */
    public int callUser(IntSupplier code) {
        inUserCode = Thread.currentThread();
        try {
            return code.getAsInt();
        } finally {
            inUserCode = null;
        }
    }

    /** Takes the lock. */
    public void lock() {
        if (!STATE.compareAndSet(this, FREE, TAKEN)) {
            lockLater();
        }
    }

    /** Releases the lock; what was done under it happens-before the next successful {@link #lock()}. */
    public void unlock() {
        try {
            STATE.setRelease(this, FREE);
        } catch (StackOverflowError tooShort) { // it needs a frame more than lock() did
            state = FREE;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // see SPINS
    private void lockLater() {
        if (inUserCode == Thread.currentThread()) {
            throw new IllegalStateException("a comparator must not use the queue that calls it");
        }
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
