/**
 * The streams that the runtime provides and that need no task of their own: sources, operators, and the coroutines that
 * consume a stream.
 *
 * <p>Layer: above {@code internal.wait}, below {@code dev.weft.sync}. It may use {@code internal.wait}, {@code
 * internal.task}, {@code abi}, {@code internal.loop}. Invariant: who uses a stream up closes it exactly once, however it
 * stops, and awaits the closing.
 */
@NullMarked
package dev.weft.internal.stream;

import org.jspecify.annotations.NullMarked;
