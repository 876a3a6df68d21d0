package dev.weft;

import java.util.ArrayDeque;

/**
 * Runs the hot tasks that a thread has woken. A task that completes a future wakes the tasks that
 * await it, and so on: up to a bound that happens inside one another, beyond it one after another.
 *
 * <p>Owned by its thread. Only tasks without a loop come here, so the look-up in a {@link
 * ThreadLocal} is not on the path of those that have one.
 */
final class Trampoline {
    private static final int MAX_DEPTH = 16;

    private static final ThreadLocal<Trampoline> OF_THREAD = ThreadLocal.withInitial(Trampoline::new);

    private int depth;
    private final ArrayDeque<HotTask<?>> later = new ArrayDeque<>();

    static void run(HotTask<?> task) {
        Trampoline own = OF_THREAD.get();
        if (own.depth >= MAX_DEPTH) {
            own.later.add(task);
            return;
        }
        own.depth++;
        try {
            task.goOn();
            if (own.depth == 1) {
                own.drain();
            }
        } finally {
            own.depth--;
        }
    }

    private void drain() {
        HotTask<?> next;
        while ((next = later.poll()) != null) {
            next.goOn();
        }
    }
}
