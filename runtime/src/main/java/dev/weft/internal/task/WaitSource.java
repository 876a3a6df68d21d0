package dev.weft.internal.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A source that a parked task waits for. Called by the thread that runs the task, unless a method says otherwise. */
public interface WaitSource {
    /**
     * Gives up waiting, because the task is cancelled.
     *
     * @return false if the wake-up is already on its way; then the wake-up counts, not the cancellation
     */
    boolean abandon();

    /** Returns the value of the await after the wake-up, or throws its failure. */
    @Nullable
    Object outcome() throws Throwable;

    /** Returns the tasks that must all go on before this wait can end, as far as they are known. */
    default Iterable<? extends TaskImpl<?>> awaited() {
        return List.of();
    }

    /** Returns the tasks that it watches, even if the wait can end without some of them. For display. Any thread. */
    default Iterable<? extends TaskImpl<?>> watched() {
        return awaited();
    }

    /**
     * Returns the task that holds the awaited object, for example a lock; null if there is none or it is not known. Any
     * thread.
     */
    default @Nullable TaskImpl<?> owner() {
        return null;
    }

    /** Returns whether a task can hold the awaited object. */
    default boolean canBeHeld() {
        return false;
    }

    /** Returns whether the task waits for this future. Any thread. */
    default boolean waitsFor(CompletableFuture<?> future) {
        return false;
    }

    /** Returns whether the wait has a time limit. */
    default boolean hasLimit() {
        return false;
    }

    /** Returns whether a cancellation of this wait also cancels the tasks that it awaits. */
    default boolean cancelsWhatItAwaits() {
        return false;
    }

    /**
     * Returns whether a primitive of the runtime wakes the task, and not code of users that may go on to wait for what the
     * task does next. Such a task need not run inside the code that wakes it.
     */
    default boolean handsOver() {
        return false;
    }

    /** Returns the object to name in a message. Any thread. */
    default Object described() {
        return this;
    }
}
