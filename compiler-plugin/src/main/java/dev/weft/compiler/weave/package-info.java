/**
 * The pipeline: all stages in their order for one class, and for all classes of a run.
 *
 * <p>Uses every stage, {@code io}, {@code hierarchy} and {@code finding}. The root package and nothing below it uses
 * this one.
 *
 * <p>Invariant: each stage takes what the one before returned; containers change only when the face asks for it.
 */
@NullMarked
package dev.weft.compiler.weave;

import org.jspecify.annotations.NullMarked;
