package dev.weft;

import java.util.Set;

/**
 * The result of a wait for several awaitables: the tasks that were done when the wait ended, and the others. The sets
 * cannot be changed if {@link Weft} has made them. To be in {@code done} means that the task has ended, not that it has
 * succeeded: await it for its value or its failure, which then does not suspend.
 *
 * @param <T> the type of the tasks' results
 * @param done the tasks that had ended, in the order of the arguments
 * @param pending the tasks that had not ended, in the order of the arguments
 * @since 0.1
 */
public record WaitResult<T>(Set<Task<T>> done, Set<Task<T>> pending) {}
