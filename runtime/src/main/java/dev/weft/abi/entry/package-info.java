/**
 * The entry for {@link dev.weft.Entry} methods: their stubs run their bodies here. For generated code; nothing here is
 * meant to be called by hand.
 *
 * <p>Layer: above {@code internal.task}, which it uses; therefore it is a package of its own, as {@code abi.hot} is.
 * Invariant: as for {@code dev.weft.abi}.
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.abi.entry;

import org.jspecify.annotations.NullMarked;
