package dev.weft.internal.task;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the hot calls that a thread has woken, so that a chain of them, each of which completes the
 * future that the next one awaits, takes no stack.
 *
 * <p>A call that ends completes its future, and what awaits that very future runs after it has
 * ended, one call after another. Any other wake-up comes from code that somebody wrote, in the
 * middle of which the woken call runs at once, as a callback of a future does: that code may be
 * waiting for it to end. (Only below {@value #MAX_DEPTH} such runs inside one another is the
 * next one put off.)
 *
 * <p>Owned by its thread. Only calls without a loop come here, so the look-up in a {@link
 * ThreadLocal} is not on the path of those that have one.
 */
final class Trampoline {
    private static final int MAX_DEPTH = 256;

    /** Of the same thread. */
    final ThreadState state;

    /** The future that a call which has ended is completing on this thread now. */
    private @Nullable HotFuture<?> completing;

    /** Whether somebody further up the stack runs what is put off. */
    private boolean draining;

    private int depth;
    private final ArrayDeque<Woken> later = new ArrayDeque<>();

    Trampoline(ThreadState state) {
        this.state = state;
    }

    /** Something that was woken, and goes on on the thread that woke it. */
    interface Woken {
        /** Runs on, on its thread. */
        void goOn(Trampoline thread);

        /** Returns whether it waited for this future. */
        boolean waitsFor(CompletableFuture<?> future);
    }

    /** Runs what has been woken, now or later. */
    static void run(Woken woken) {
        ThreadState.get().trampoline().runHere(woken);
    }

    private void runHere(Woken woken) {
        HotFuture<?> outer = completing;
        if (depth >= MAX_DEPTH || (outer != null && woken.waitsFor(outer))) {
            later.add(woken);
            return;
        }
        boolean outerDrains = draining;
        completing = null;
        draining = false;
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

    /** Completes the future of a call that has ended. */
    void complete(HotFuture<?> future, @Nullable Object outcome, boolean failed) {
        HotFuture<?> outer = completing;
        completing = future;
        try {
            future.settle(outcome, failed);
        } finally {
            completing = outer;
        }
        drain();
    }

    /** Runs what was put off, unless somebody further up does. */
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
