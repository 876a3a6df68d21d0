/**
 * Stage 7: proves what was woven before it is written.
 *
 * <p>Uses {@code scan}, {@code analyse}, {@code emit}, {@code hierarchy}, {@code abi} and {@code code}.
 *
 * <p>Invariant: it reads only. What fails here is a defect of the weaver.
 */
@NullMarked
package dev.weft.compiler.verify;

import org.jspecify.annotations.NullMarked;
