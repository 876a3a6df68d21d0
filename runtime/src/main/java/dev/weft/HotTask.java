package dev.weft;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The task of a call of a hot method. At its first suspension it becomes a task of the loop that
 * runs on the calling thread; if none does, it has no loop, and goes on on the thread that wakes
 * it.
 *
 * <p>A call without a loop that waits for an ordinary future needs no task until it goes on: then its {@link HotFuture}
 * keeps what it needs, and each slice has a task of its own. It keeps that task from the moment that others may know it: as
 * the one that an awaiter wakes, as the holder of a lock.
 *
 * <p>Of a task that is kept, without a loop, {@code phase} is the right to run it:
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
final class HotTask<T> extends Task<T> implements Trampoline.Woken {
    /** Made at the first suspension, before any other thread can know this task. */
    private @Nullable HotFuture<T> future;

    /** Whether the loop has been looked for. Owned by the calling thread. */
    private boolean bound;

    /** Whether others may know this task. Owned by the thread that runs it. */
    private boolean kept;

    HotTask() {
        phase = RUNNING;
        observed = true;
    }

    @Override
    void bind() {
        if (!bound) {
            bound = true;
            ThreadLoops loops = ThreadLoops.get();
            if (context == null) {
                context = Binding.current(loops);
            }
            EventLoop running = loops.running;
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

    @Override
    void keep() {
        if (!kept) {
            kept = true;
            HotFuture<T> call = future;
            if (call != null) {
                call.keep(this);
            }
        }
    }

    boolean isKept() {
        return kept;
    }

    /** Whether it can wait for an ordinary future without being known to it. After {@link #beforeParking}. */
    boolean canBeSaved() {
        return loop == null && !kept;
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
        boolean again = unwound(null);
        if (waitingFor instanceof CompletableFuture<?> stage) {
            HotFuture<T> saved = new HotFuture<>(head, stage, Carried.capture(context));
            HotFuture.register(saved, stage);
            return saved;
        }
        return suspendedAsTask(again);
    }

    private CompletableFuture<T> suspendedAsTask(boolean again) {
        kept = true;
        HotFuture<T> pending = new HotFuture<>(this);
        future = pending;
        if (again && drive()) {
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
                    Trampoline.run(this);
                    return;
                }
            } else if (now != RUNNING || PHASE.compareAndSet(this, RUNNING, WOKEN)) {
                return;
            }
        }
    }

    @Override
    public boolean waitsFor(HotFuture<?> completing) {
        return waitingFor instanceof WaitingFor source && source.waitsFor(completing);
    }

    /** Runs on after a wake-up. The caller has the right to. */
    @Override
    public void goOn(Trampoline thread) {
        endSlice(slice(false, thread.loops));
    }

    /** Takes what a future that waits no more had saved, to go on with; nobody knows the task. */
    void goOnFor(HotFuture<T> call, @Nullable Frame<?> innermost, @Nullable Binding bindings) {
        future = call;
        head = innermost;
        context = bindings;
        waitingFor = call;
        bound = true;
    }

    /** Runs on what the future had saved; true if the call has ended, false if it waits. */
    boolean slice(ThreadLoops loops) {
        return slice(false, loops);
    }

    void endSlice(boolean ended) {
        if (ended) {
            end();
        } else {
            settle();
        }
    }

    void askToCancel(@Nullable String reason) {
        cancelRequest = asRequest(reason);
    }

    /** Throws a cancellation at the await that the future had saved. */
    void cancelled() {
        kept = true;
        waitingFor = null;
        askToCancel(null);
        endSlice(slice(true, ThreadLoops.get()));
    }

    @Override
    void cancelWithoutLoop(@Nullable String reason) {
        askToCancel(reason);
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
                if (slice(false, ThreadLoops.get())) {
                    end();
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
            boolean ended = slice(true, ThreadLoops.get());
            if (ended) {
                end();
            }
            return ended;
        }
        // The wake-up has won; the thread that brings it runs the task, unless it found it running.
        return PHASE.compareAndSet(this, RUNNING, PARKED);
    }

    private boolean slice(boolean cancelling, ThreadLoops loops) {
        Binding carried = loops.carried;
        loops.carried = Binding.orNone(Carried.uncarried(context));
        int before = cancelling ? CANCELLING : WOKEN;
        try {
            return Carried.carrier == null ? step(before) : Carried.step(this, before);
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
            ThreadLoops.get().trampoline().complete(pending, value, failing);
        } else {
            pending.settle(value, failing);
        }
    }

    /** A future is cancelled by this exception, not by ours. */
    static Throwable toFuture(Throwable failure) {
        return failure instanceof CancelledError ? new CancellationException(failure.getMessage()) : failure;
    }
}
