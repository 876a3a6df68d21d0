/**
 * Stage 6: writes stub, entries, dispatcher and frame class as the plan says.
 *
 * <p>Uses {@code scan}, {@code analyse}, {@code split}, {@code abi} and {@code code}.
 *
 * <p>Invariant: emission decides nothing.
 */
@NullMarked
package dev.weft.compiler.emit;

import org.jspecify.annotations.NullMarked;
