/**
 * The door for hot methods: their stubs make tasks here. For generated code; nothing here is meant to be called by hand.
 *
 * <p>Layer: above {@code internal.task}, which it uses; a package of its own for that reason, since {@code dev.weft.abi} is
 * below it. Invariant: as for {@code dev.weft.abi}.
 */
@NullMarked
package dev.weft.abi.hot;

import org.jspecify.annotations.NullMarked;
