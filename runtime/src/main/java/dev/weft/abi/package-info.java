/**
 * The interface between woven code and the runtime: frames, their driver, and the methods that are called at an await.
 * For generated code; nothing here is meant to be called by hand.
 *
 * <p>Layer: above {@code internal.loop} and {@code internal.trace}, below {@code internal.task}. It may use these two
 * and the public types of {@code dev.weft}. Invariant: names and descriptors change with the version of the woven ABI
 * only.
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.abi;

import org.jspecify.annotations.NullMarked;
