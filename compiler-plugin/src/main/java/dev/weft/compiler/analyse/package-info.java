/**
 * Stage 3: control flow, types, liveness and awaits of one body.
 *
 * <p>Uses {@code scan}, {@code abi} and {@code code}.
 *
 * <p>Invariant: analysis never writes bytecode. A result is true of the body as it was when it was analysed.
 */
@NullMarked
package dev.weft.compiler.analyse;

import org.jspecify.annotations.NullMarked;
