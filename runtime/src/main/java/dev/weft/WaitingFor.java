package dev.weft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a parked task waits for. Called by the thread that runs the task. */
interface WaitingFor {
    /**
     * Gives up waiting, because the task is cancelled.
     *
     * @return false if the wake-up is already on its way: then it counts, not the cancellation
     */
    boolean abandon();

    /** Gives what the await is to give, after the wake-up. */
    @Nullable
    Object outcome() throws Throwable;

    /** The tasks all of which must go on before this can, as far as they are known. */
    default Iterable<? extends Task<?>> awaited() {
        return List.of();
    }

    /** The tasks that it watches, whether or not it can go on without some of them; to be shown to people. */
    default Iterable<? extends Task<?>> watched() {
        return awaited();
    }

    /** Whether it is this future that the task waits for. Any thread. */
    default boolean waitsFor(HotFuture<?> future) {
        return false;
    }

    /** Whether it ends after some time in any case. */
    default boolean hasLimit() {
        return false;
    }

    /** Whether a cancellation of this wait is one of the tasks that it awaits. */
    default boolean cancelsWhatItAwaits() {
        return false;
    }

    /** What to name in a message. */
    default Object described() {
        return this;
    }
}
