/**
 * Tasks and the loops that run them: one step after another, waking, cancellation, what a task waits for, its end; hot
 * methods, which can do without a loop; and the context that goes along.
 *
 * <p>Layer: above {@code abi} and {@code internal.observe}, below {@code internal.wait}. It may use {@code abi}, {@code
 * internal.loop}, {@code internal.observe}, {@code internal.trace}, {@code ports}. Invariant: one thread owns a task; what
 * others have to say comes through the inbox of its loop, or, where there is none, by compare-and-set.
 */
@NullMarked
package dev.weft.internal.task;

import org.jspecify.annotations.NullMarked;
