/**
 * The stack traces of failures: which elements belong to the runtime, and where awaiting methods are inserted.
 *
 * <p>Layer: the lowest; it uses nothing. Invariant: a trace is changed at most once for each chain of methods, and an
 * error in this package never replaces the failure.
 */
@NullMarked
package dev.weft.internal.trace;

import org.jspecify.annotations.NullMarked;
