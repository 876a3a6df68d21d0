package dev.weft.internal.task;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits that were given up at stages that could not be cancelled. Such a stage keeps them until it ends, and that may be
 * never. So the next wait for the same stage takes one of them over, and nothing is registered there again.
 *
 * <p>A small table. Each place has a list for one stage, or nothing; of two stages with the same place the later one counts.
 * It refers weakly to the first of the list, and each refers to the next: the stage keeps them all.
 */
final class IdleWaits {
    private static final int PLACES = 64;

    private static final Object GUARD = new Object();

    /** Changed by who has {@link #GUARD}; who reads it without has a guess. */
    private static final @Nullable WeakReference<?>[] FIRST = new WeakReference<?>[PLACES];

    /** How many places are used. Guarded by {@link #GUARD}; who reads it without has a guess. */
    static int used;

    private IdleWaits() {}

    /** Adds a wait whose task has left it, if its stage keeps it and can wake another one by it. Any thread. */
    static void add(StageWait wait) {
        CompletionStage<?> stage = wait.stage;
        try {
            if (stage == null || !keeps(stage)) {
                wait.stage = null;
                return;
            }
            WeakReference<StageWait> first = new WeakReference<>(wait);
            int place = placeOf(stage);
            synchronized (GUARD) {
                StageWait next = firstAt(place);
                wait.link(next != null && next.stage == stage ? next : null);
                put(place, first);
            }
        } catch (OutOfMemoryError memory) {
            wait.stage = null; // it is not taken over
        }
    }

    /** Returns a wait that is registered at a stage, and that the task has taken over; null if there is none. Any thread. */
    static @Nullable StageWait takeOver(CompletionStage<?> stage, TaskImpl<?> task) {
        int place = placeOf(stage);
        if (FIRST[place] == null) {
            return null; // a guess; whoever misses a wait that was just added registers one of its own
        }
        StageWait first;
        synchronized (GUARD) {
            first = firstAt(place);
            if (first == null || first.stage != stage) {
                if (first == null) {
                    put(place, null);
                }
                return null;
            }
            StageWait next = (StageWait) first.linked();
            put(place, next == null ? null : new WeakReference<>(next));
            first.link(null);
        }
        return first.takeOver(task) ? first : null; // if not, the stage has just ended
    }

    private static @Nullable StageWait firstAt(int place) {
        WeakReference<?> first = FIRST[place];
        return first == null ? null : (StageWait) first.get();
    }

    private static void put(int place, @Nullable WeakReference<?> first) {
        used += (first == null ? 0 : 1) - (FIRST[place] == null ? 0 : 1);
        FIRST[place] = first;
    }

    private static int placeOf(CompletionStage<?> stage) {
        return System.identityHashCode(stage) % PLACES;
    }

    /**
     * Returns whether a stage has not ended, and keeps its callbacks as the JDK's futures do. One that has a
     * {@code whenComplete} of its own may drop them, or call them with what it has found on the registering thread.
     */
    private static boolean keeps(CompletionStage<?> stage) {
        try {
            return stage instanceof CompletableFuture<?> future
                    && stage.getClass()
                                    .getMethod("whenComplete", BiConsumer.class)
                                    .getDeclaringClass()
                            == CompletableFuture.class
                    && !future.isDone();
        } catch (UnsupportedOperationException minimal) {
            return true; // the JDK's minimalCompletionStage() does not tell
        } catch (NoSuchMethodException unknown) {
            return false; // in a native image
        }
    }
}
