/**
 * Stage 2: the rules; each class named in {@link dev.weft.compiler.check.Rules} is one.
 *
 * <p>Uses {@code scan}, {@code analyse}, {@code hierarchy}, {@code finding}, {@code abi} and {@code code}.
 *
 * <p>Invariant: a rule reads a class and reports; it changes nothing, and no rule depends on another.
 */
@NullMarked
package dev.weft.compiler.check;

import org.jspecify.annotations.NullMarked;
