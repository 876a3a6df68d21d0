/**
 * Stage 5: the plan: suspension points, what each saves, and the fields of the frame.
 *
 * <p>Uses {@code scan}, {@code analyse}, {@code abi} and {@code code}.
 *
 * <p>Invariant: a {@link dev.weft.compiler.split.MethodPlan} is immutable and complete; nothing is decided behind it.
 */
@NullMarked
package dev.weft.compiler.split;

import org.jspecify.annotations.NullMarked;
