/**
 * Stage 4: rewrites of a body that make it fit to be split; each class is one rewrite.
 *
 * <p>Uses {@code scan}, {@code analyse}, {@code hierarchy}, {@code abi} and {@code code}.
 *
 * <p>Invariant: a rewrite keeps the meaning of the body and its stack maps right.
 */
@NullMarked
package dev.weft.compiler.normalise;

import org.jspecify.annotations.NullMarked;
