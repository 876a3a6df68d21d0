package dev.weft.test.internal.world;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sees which threads wake the loop. Any thread. */
final class ForeignThreads {
    private final Thread own = Thread.currentThread();

    /** Whether all threads of blocking work may wake the loop; otherwise only the one that is admitted. */
    private final boolean freeWorkers;

    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread worker;
    private volatile @Nullable Intruder first;

    /** A thread that the simulation does not know, and what it did. */
    record Intruder(Thread thread, List<StackTraceElement> stack) {}

    ForeignThreads(boolean freeWorkers) {
        this.freeWorkers = freeWorkers;
    }

    /** Lets a thread of blocking work wake the loop; null when its work is done. */
    void admit(@Nullable Thread thread) {
        worker = thread;
    }

    void wakeUp() {
        Thread thread = Thread.currentThread();
        if (thread == own) {
            return;
        }
        if (thread != worker && !(freeWorkers && WorkThreads.isWorker(thread)) && first == null) {
            first = new Intruder(thread, List.of(thread.getStackTrace()));
        }
        wakeUps.release();
    }

    /** Returns the first thread that woke the loop though it must not, or null. */
    @Nullable
    Intruder intruder() {
        return first;
    }

    /** Returns whether another thread has woken the loop since the last call. */
    boolean wasWoken() {
        return wakeUps.drainPermits() > 0;
    }

    /** Waits in real time until another thread has woken the loop since the last call. Returns false if none did. */
    boolean await(long millis) throws InterruptedException {
        boolean woken = wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
        return woken;
    }
}
