package dev.weft;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Runs the hot tasks that a thread has woken, so that a chain of them, each of which completes the
 * future that the next one awaits, takes no stack.
 *
 * <p>A task that ends completes its future, and what awaits that very future runs after it has
 * ended, one task after another. Any other wake-up comes from code that somebody wrote, in the
 * middle of which the woken task runs at once, as a callback of a future does: that code may be
 * waiting for the task to end. (Only below {@value #MAX_DEPTH} such runs inside one another is the
 * next one put off.)
 *
 * <p>Owned by its thread. Only tasks without a loop come here, so the look-up in a {@link
 * ThreadLocal} is not on the path of those that have one.
 */
final class Trampoline {
    private static final int MAX_DEPTH = 256;

    private static final ThreadLocal<Trampoline> OF_THREAD = ThreadLocal.withInitial(Trampoline::new);

    /** The future that a task which has ended is completing on this thread now. */
    private @Nullable HotFuture<?> completing;

    /** Whether somebody further up the stack runs what is put off. */
    private boolean draining;

    private int depth;
    private final ArrayDeque<HotTask<?>> later = new ArrayDeque<>();

    /** Runs a task that what it waits for has woken, now or later. */
    static void run(HotTask<?> task, WaitingFor source) {
        Trampoline own = OF_THREAD.get();
        if (own.depth >= MAX_DEPTH || (own.completing != null && source.waitsFor(own.completing))) {
            own.later.add(task);
            return;
        }
        HotFuture<?> outer = own.completing;
        boolean outerDrains = own.draining;
        own.completing = null;
        own.draining = false;
        own.depth++;
        try {
            task.goOn();
            own.drain();
        } finally {
            own.depth--;
            own.draining = outerDrains;
            own.completing = outer;
        }
    }

    /** Completes the future of a task that has ended. */
    static void complete(HotFuture<?> future, @Nullable Object outcome, boolean failed) {
        Trampoline own = OF_THREAD.get();
        HotFuture<?> outer = own.completing;
        own.completing = future;
        try {
            future.settle(outcome, failed);
        } finally {
            own.completing = outer;
        }
        own.drain();
    }

    /** Runs what was put off, unless somebody further up does. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            HotTask<?> next;
            while ((next = later.poll()) != null) {
                next.goOn();
            }
        } finally {
            draining = false;
        }
    }
}
