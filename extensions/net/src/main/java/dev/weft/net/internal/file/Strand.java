package dev.weft.net.internal.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one file, one after another on threads of a pool, in the order in which they were given. When one has failed with
 * an {@link IOException}, the later ones throw the same.
 *
 * <p>The queue is guarded by this object's monitor. Calls run outside of it.
 */
final class Strand {
    /** After so many calls another file gets the worker. */
    private static final int MOST_AT_ONCE = 16;

    private final Executor workers;
    private final Deque<FileJob<?>> waiting = new ArrayDeque<>();
    private boolean working;

    /** Written by the worker, during a call; read by any thread. */
    private volatile @Nullable IOException failure;

    /** The call that is made in any case, as the last one. */
    private @Nullable FileJob<?> last;

    Strand(Executor workers) {
        this.workers = workers;
    }

    /** Returns what a call has failed with. Any thread. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Makes a call when the earlier ones have ended. */
    <T extends @Nullable Object> FileJob<T> submit(Callable<? extends T> work) {
        FileJob<T> job = new FileJob<>(work);
        add(job);
        return job;
    }

    /** Makes the last call, whatever has failed before. */
    <T extends @Nullable Object> FileJob<T> submitLast(Callable<? extends T> work) {
        FileJob<T> job = new FileJob<>(work);
        synchronized (this) {
            last = job;
        }
        add(job);
        return job;
    }

    private void add(FileJob<?> job) {
        synchronized (this) {
            waiting.add(job);
            if (working) {
                return;
            }
            working = true;
        }
        workers.execute(this::work);
    }

    private void work() {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            FileJob<?> job;
            boolean isLast;
            synchronized (this) {
                job = waiting.poll();
                if (job == null) {
                    working = false;
                    return;
                }
                isLast = job == last;
            }
            run(job, isLast);
        }
        workers.execute(this::work);
    }

    private void run(FileJob<?> job, boolean isLast) {
        IOException before = failure;
        if (before != null && !isLast) {
            job.fail(before);
            return;
        }
        job.run(thrown -> {
            if (thrown instanceof IOException io && before == null) {
                failure = io;
            }
        });
    }
}
