package dev.weft;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The task of a call of a hot method. At its first suspension it becomes a task of the loop that
 * runs on the calling thread; if none does, it has no loop, and goes on on the thread that wakes
 * it.
 *
 * <p>Without a loop, {@code phase} is the right to run it:
 *
 * <pre>
 * RUNNING → PARKED     the slice has ended                        (by the thread that runs it)
 * PARKED  → RUNNING    woken, or cancelled: the thread runs it    (by any thread)
 * RUNNING → WOKEN      woken before the slice ended               (by any thread)
 * WOKEN   → RUNNING    the slice has ended: run the next one      (by the thread that runs it)
 * </pre>
 *
 * A thread that asks for a cancellation writes the request and then tries PARKED → RUNNING; one that
 * ends a slice writes PARKED and then looks for a request: one of the two sees the other.
 */
final class HotTask<T> extends Task<T> {
    /** Made at the first suspension, before any other thread can know this task. */
    private @Nullable HotFuture<T> future;

    /** Whether the loop has been looked for. Owned by the calling thread. */
    private boolean bound;

    HotTask() {
        phase = RUNNING;
        observed = true;
    }

    @Override
    void bind() {
        if (!bound) {
            context = bindings();
            bound = true;
            EventLoop running = EventLoop.runningOrNull();
            if (running != null) {
                join(running);
            }
        }
    }

    /** Up to its first suspension it runs as a part of its caller. */
    @Override
    @Nullable
    Binding bindings() {
        return bound || context != null ? context : Binding.current();
    }

    /** The method has come to its end at once; a loop may know the task even so, since it was about to park. */
    void returned(@Nullable Object given) {
        if (loop != null) {
            value = given;
            end();
        }
    }

    /** The method has failed at once. */
    void failed(Throwable failure) {
        fail(failure);
        if (loop != null) {
            end();
        }
    }

    /** The method has suspended, and its frames are linked. */
    CompletableFuture<T> suspended() {
        HotFuture<T> pending = new HotFuture<>(this);
        future = pending;
        if (unwound(null) && drive()) {
            end();
        } else {
            context = Carried.capture(context);
            if (loop == null) {
                settle();
            }
        }
        return pending;
    }

    @Override
    void wokenBy(WaitingFor source) {
        if (loop != null) {
            super.wokenBy(source);
            return;
        }
        while (true) {
            byte now = (byte) PHASE.getVolatile(this);
            if (now == PARKED) {
                if (PHASE.compareAndSet(this, PARKED, RUNNING)) {
                    Trampoline.run(this, source);
                    return;
                }
            } else if (now != RUNNING || PHASE.compareAndSet(this, RUNNING, WOKEN)) {
                return;
            }
        }
    }

    /** Runs on after a wake-up. The caller has the right to. */
    void goOn() {
        if (!slice(false)) {
            settle();
        }
    }

    @Override
    void cancelWithoutLoop(@Nullable String reason) {
        cancelRequest = asRequest(reason);
        if (PHASE.compareAndSet(this, PARKED, RUNNING) && !deliver()) {
            settle();
        }
    }

    /** Ends slices until the task stays parked, or has ended. */
    private void settle() {
        while (true) {
            if (PHASE.compareAndSet(this, RUNNING, PARKED)) {
                if (cancelRequest == null || !PHASE.compareAndSet(this, PARKED, RUNNING) || deliver()) {
                    return;
                }
            } else {
                PHASE.setVolatile(this, RUNNING);
                if (slice(false)) {
                    return;
                }
            }
        }
    }

    /**
     * Throws the requested cancellation at the await the task is parked at.
     *
     * @return true if nothing is left to do for this thread
     */
    private boolean deliver() {
        if (abandonSource()) {
            return slice(true);
        }
        // The wake-up has won; the thread that brings it runs the task, unless it found it running.
        return PHASE.compareAndSet(this, RUNNING, PARKED);
    }

    private boolean slice(boolean cancelling) {
        ThreadLoops loops = ThreadLoops.get();
        Binding carried = loops.carried;
        loops.carried = Binding.orNone(Carried.uncarried(context));
        int before = cancelling ? CANCELLING : WOKEN;
        try {
            boolean ended = Carried.carrier == null ? step(before) : Carried.step(this, before);
            if (ended) {
                end();
            }
            return ended;
        } finally {
            loops.carried = carried;
        }
    }

    @Override
    void finished() {
        super.finished();
        HotFuture<T> pending = future;
        if (pending == null) {
            return;
        }
        if (loop == null) {
            Trampoline.complete(pending, value, failing);
        } else {
            pending.settle(value, failing);
        }
    }

    /** A future is cancelled by this exception, not by ours. */
    static Throwable toFuture(Throwable failure) {
        return failure instanceof CancelledError ? new CancellationException(failure.getMessage()) : failure;
    }
}
