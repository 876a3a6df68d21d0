/**
 * The entry for hot methods: their stubs create tasks here. For generated code; nothing here is meant to be called by
 * hand.
 *
 * <p>Layer: above {@code internal.task}, which it uses; therefore it is a package of its own, since
 * {@code dev.weft.abi} is below {@code internal.task}. Invariant: as for {@code dev.weft.abi}.
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.abi.hot;

import org.jspecify.annotations.NullMarked;
