package dev.weft.internal.produce;

import dev.weft.internal.task.TaskImpl;

/**
 * The calls of a function that have begun and whose results were not taken: at most so many. Who wants to begin one sends
 * {@link Store#ROOM}, which takes no room itself.
 */
abstract class Calls extends Store {
    private final int most;

    Calls(int most) {
        this.most = most;
    }

    @Override
    final Object offer(Object room) {
        return number() < most ? TAKEN : FULL;
    }

    /** Returns how many calls have begun whose results were not taken. */
    abstract int number();

    /** Adds a call that has begun. */
    abstract void begun(TaskImpl<?> call);

    /** Returns whether the result of a task is to be taken before that of another one, though it has failed later. */
    abstract boolean comesBefore(TaskImpl<?> task, TaskImpl<?> other);
}
