package dev.weft.internal.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a parked task waits for. Called by the thread that runs the task, unless a method says otherwise. */
public interface WaitSource {
    /**
     * Gives up waiting, because the task is cancelled.
     *
     * @return false if the wake-up is already on its way: then it counts, not the cancellation
     */
    boolean abandon();

    /** Returns the outcome of the await, after the wake-up; a failure is thrown. */
    @Nullable
    Object outcome() throws Throwable;

    /** Returns the tasks all of which must go on before this can, as far as they are known. */
    default Iterable<? extends TaskImpl<?>> awaited() {
        return List.of();
    }

    /** Returns the tasks that it watches, whether or not it can go on without some of them; to be shown to people. Any thread. */
    default Iterable<? extends TaskImpl<?>> watched() {
        return awaited();
    }

    /** Returns the task that holds what is awaited, a lock for instance; null if none does, or it is not known. Any thread. */
    default @Nullable TaskImpl<?> owner() {
        return null;
    }

    /** Returns whether what is awaited can be held by a task. */
    default boolean canBeHeld() {
        return false;
    }

    /** Returns whether the task waits for this future. Any thread. */
    default boolean waitsFor(CompletableFuture<?> future) {
        return false;
    }

    /** Returns whether it ends after some time in any case. */
    default boolean hasLimit() {
        return false;
    }

    /** Returns whether a cancellation of this wait also cancels the tasks that it awaits. */
    default boolean cancelsWhatItAwaits() {
        return false;
    }

    /** Returns what to name in a message. Any thread. */
    default Object described() {
        return this;
    }
}
