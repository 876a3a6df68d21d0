package dev.weft;

import java.util.Set;

/**
 * What a wait over several awaitables found: which tasks were done when it ended, and which not.
 *
 * @param <T> what the tasks give
 * @param done the tasks that had ended, in the order given
 * @param pending the tasks that had not, in the order given
 */
public record WaitResult<T>(Set<Task<T>> done, Set<Task<T>> pending) {}
