/**
 * Stage 1: which methods are async?
 *
 * <p>Uses {@code abi} and {@code code}.
 *
 * <p>Invariant: of a class that mentions nothing of Weft no code is parsed, and no class is changed.
 */
@NullMarked
package dev.weft.compiler.scan;

import org.jspecify.annotations.NullMarked;
