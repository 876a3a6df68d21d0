package dev.weft.internal.task;

import dev.weft.Task;

/** The phase of a task, for tests. */
public final class Phases {
    private Phases() {}

    /** Returns whether a task has been woken and has not run since. */
    public static boolean isWoken(Task<?> task) {
        return ((TaskImpl<?>) task).phase == Suspendable.WOKEN;
    }
}
