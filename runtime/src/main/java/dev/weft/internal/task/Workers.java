package dev.weft.internal.task;

import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.loop.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does blocking work, on {@link WorkerThreads}. Each loop has its own workers, created on first use and stopped when the loop closes.
 * Hot methods without a loop share one instance.
 *
 * <p>Invariant: {@code pool} is not stopped; it is guarded by this. The loop's thread stops it.
 */
public final class Workers {
    /** The workers for work that belongs to no loop. Never stopped; they do not keep the JVM alive. */
    public static final Workers SHARED = new Workers();

    static final long NANOS_BETWEEN_LOOKS = 20_000_000;

    private @Nullable ExecutorService pool;

    /** The work that threads do now. */
    private final Set<Job> running = ConcurrentHashMap.newKeySet();

    /** Submits work. Cancelling the future interrupts the thread that does the work. */
    public synchronized Future<?> submit(Runnable work) {
        ExecutorService workers = pool;
        if (workers == null) {
            workers = WorkerThreads.newPool();
            pool = workers;
        }
        return workers.submit(new Job(work, running));
    }

    /** Returns whether there is nothing to stop. */
    synchronized boolean isStopped() {
        return pool == null;
    }

    /**
     * Interrupts all work, and waits at most {@code millis} of real time for its end.
     *
     * @return the work that goes on even so; not what waits for the end of the JVM, in {@code System.exit}
     */
    synchronized List<Job> stop(long millis) {
        ExecutorService workers = interruptAll();
        if (workers == null) {
            return List.of();
        }
        long begin = System.nanoTime();
        long limit = TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        boolean ended = false;
        for (long left = limit; !ended && left > 0; left = limit - (System.nanoTime() - begin)) {
            try {
                ended = workers.awaitTermination(Math.min(left, NANOS_BETWEEN_LOOKS), TimeUnit.NANOSECONDS)
                        || hasEnded(workers);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended ? List.of() : goingOn();
    }

    /** Interrupts all work. Returns the threads that do it, or null if there are none. */
    synchronized @Nullable ExecutorService interruptAll() {
        ExecutorService workers = pool;
        if (workers != null) {
            pool = null; // a task that is started later, as its loop closes, may need another one
            workers.shutdownNow();
        }
        return workers;
    }

    /** Returns whether interrupted work has ended, but for what waits for the end of the JVM. */
    boolean hasEnded(ExecutorService interrupted) {
        return interrupted.isTerminated() || (!running.isEmpty() && goingOn().isEmpty());
    }

    /** Returns the work that goes on; not what waits for the end of the JVM, in {@code System.exit}. */
    List<Job> goingOn() {
        List<Job> all = new ArrayList<>();
        for (Job job : running) {
            if (!job.isExiting()) {
                all.add(job);
            }
        }
        return all;
    }

    /** Work that a thread does, from its first moment to its last. */
    static final class Job implements Runnable {
        private final Runnable work;
        private final Set<Job> running;

        /** Null before the work begins. */
        private volatile @Nullable Thread thread;

        private Job(Runnable work, Set<Job> running) {
            this.work = work;
            this.running = running;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            running.add(this);
            try {
                work.run();
            } finally {
                running.remove(this);
            }
        }

        Runnable work() {
            return work;
        }

        /** Returns a failure that says that this work goes on, with the stack of its thread. */
        IllegalStateException goesOn(Object loop) {
            Thread worker = Unchecked.present(thread);
            String name = worker.getName().isEmpty() ? worker.toString() : worker.getName();
            IllegalStateException failure =
                    new IllegalStateException("blocking work goes on though it was interrupted as the "
                            + Uncaught.text(loop) + " was closed: " + Uncaught.text(work) + ", on thread " + name);
            failure.setStackTrace(worker.getStackTrace());
            return failure;
        }

        /** Returns whether the thread is inside a call of {@code System.exit}, which never returns. */
        boolean isExiting() {
            Thread worker = thread;
            return worker != null && isExiting(worker);
        }

        static boolean isExiting(Thread thread) {
            for (StackTraceElement element : thread.getStackTrace()) {
                if (element.getClassName().equals("java.lang.Runtime")
                        && element.getMethodName().equals("exit")) {
                    return true;
                }
            }
            return false;
        }
    }
}
