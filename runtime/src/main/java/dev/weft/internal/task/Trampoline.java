package dev.weft.internal.task;

import dev.weft.internal.loop.StackReserve;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the hot calls that a thread has woken. In a chain of calls, each call completes the future that the next one
 * awaits; the trampoline runs such a chain without using more stack.
 *
 * <p>A call that ends completes its future. The calls that await this future run after the call has ended, one after
 * another. Any other wake-up comes from user code. Then the woken call runs at once, inside that code, as a callback of
 * a future does: the code may be waiting for the call to end. Only at {@value #MAX_DEPTH} such runs inside one another
 * is the next run deferred. Nor does a call run inside another one that has handed over a lock, an item or the like to
 * it: it runs when the other one has ended or suspended.
 *
 * <p>Owned by its thread. Only calls without a loop use it, so calls with a loop do not pay for the look-up in a
 * {@link ThreadLocal}.
 */
final class Trampoline {
    private static final int MAX_DEPTH = 128;

    /** The state of the same thread. */
    final ThreadState state;

    /** The future that a finished call is completing on this thread now. */
    private @Nullable HotFuture<?> completing;

    /** Whether a caller further up the stack runs the deferred calls. */
    private boolean draining;

    private int depth;

    /** The task of a call that goes on when memory has ended; null if it was used and memory has not come back. */
    private @Nullable HotTask<?> spare = new HotTask<>();

    private final ArrayDeque<Woken> later = new ArrayDeque<>();

    Trampoline(ThreadState state) {
        this.state = state;
    }

    /** A call that was woken and resumes on the thread that woke it. */
    interface Woken {
        /** Resumes the call on the trampoline's thread. */
        void goOn(Trampoline thread);

        /** Returns whether the call waited for this future. */
        boolean waitsFor(CompletableFuture<?> future);
    }

    /**
     * Runs a call that was woken, now or later.
     *
     * @param handedOver see {@link WaitSource#handsOver}
     */
    static void run(Woken woken, boolean handedOver) {
        ThreadState.get().trampoline().runHere(woken, handedOver);
    }

    private void runHere(Woken woken, boolean handedOver) {
        if (StackReserve.late > 0 && depth == 0) {
            LateWakeUps.callAll();
        }
        HotFuture<?> outer = completing;
        if (depth >= (handedOver ? 1 : MAX_DEPTH) || (outer != null && woken.waitsFor(outer))) {
            later.add(woken);
            return;
        }
        boolean outerDrains = draining;
        completing = null;
        draining = false;
        if (spare == null) {
            makeSpare();
        }
        depth++;
        try {
            woken.goOn(this);
            drain();
        } finally {
            depth--;
            draining = outerDrains;
            completing = outer;
        }
    }

    /** Returns a task that was made in time, or throws this. */
    HotTask<?> takeSpare(OutOfMemoryError memory) {
        HotTask<?> task = spare;
        if (task == null) {
            throw memory;
        }
        spare = null;
        return task;
    }

    private void makeSpare() {
        try {
            spare = new HotTask<>();
        } catch (OutOfMemoryError later) {
            // The next run tries it again.
        }
    }

    /** Completes the future of a call that has ended. */
    void complete(HotFuture<?> future, @Nullable Object outcome, boolean failed) {
        HotFuture<?> outer = completing;
        completing = future;
        try {
            future.settle(outcome, failed, NoLoop.INSTANCE);
        } finally {
            completing = outer;
        }
        drain();
    }

    /** Runs the deferred calls, unless a caller further up the stack does. */
    private void drain() {
        if (draining || later.isEmpty()) {
            return;
        }
        draining = true;
        try {
            Woken next;
            while ((next = later.poll()) != null) {
                next.goOn(this);
            }
        } finally {
            draining = false;
        }
    }
}
