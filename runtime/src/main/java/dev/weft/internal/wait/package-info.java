/**
 * The coroutines that the runtime provides on top of tasks: sleep, gather, the wait family, task groups, timeouts,
 * shields, hand-offs; and what a task waits for that code on any thread signals.
 *
 * <p>Layer: above {@code internal.task}; below {@code dev.weft.sync} and the static methods of {@code dev.weft}. It may
 * use {@code internal.task}, {@code abi}, {@code internal.loop}. Invariant: a cancelled wait has taken nothing; if it
 * has taken something, the result counts and not the cancellation.
 */
@NullMarked
package dev.weft.internal.wait;

import org.jspecify.annotations.NullMarked;
