/**
 * Tasks and the loops that run them: steps, wake-ups, cancellation, the sources that a task waits for, its end. Also
 * hot methods, which can run without a loop, and the context that tasks carry.
 *
 * <p>Layer: above {@code abi} and {@code internal.observe}, below {@code internal.wait}. It may use {@code abi},
 * {@code internal.loop}, {@code internal.observe}, {@code internal.trace}, {@code ports}. Invariant: one thread owns a
 * task. Other threads reach it through the inbox of its loop or, if it has no loop, by compare-and-set.
 */
@NullMarked
package dev.weft.internal.task;

import org.jspecify.annotations.NullMarked;
