/**
 * The coroutines that the runtime itself provides, made of tasks: sleep, gather, the wait family, task groups, limits,
 * shields, hand-offs.
 *
 * <p>Layer: above {@code internal.task}; below {@code dev.weft.sync} and the doors of {@code dev.weft}. It may use {@code
 * internal.task}, {@code abi}, {@code internal.loop}. Invariant: a wait that is cancelled has taken nothing, or what it had
 * taken counts.
 */
@NullMarked
package dev.weft.internal.wait;

import org.jspecify.annotations.NullMarked;
