package dev.weft;

import java.util.Set;

/**
 * The result of a wait for several awaitables: the tasks that were done when the wait ended, and the others.
 *
 * @param <T> the type of the tasks' results
 * @param done the tasks that had ended, in the order of the arguments
 * @param pending the tasks that had not ended, in the order of the arguments
 */
public record WaitResult<T>(Set<Task<T>> done, Set<Task<T>> pending) {}
