/**
 * Streams that have tasks of their own: what is made ahead, at once, or against the clock. And publishers, which give the
 * items of a stream to a subscriber in a task.
 *
 * <p>Layer: above {@code dev.weft.sync}. It may use {@code internal.stream}, {@code internal.wait}, {@code internal.task},
 * {@code abi}, {@code internal.loop}. Invariant: a stream that has ended, failed or been closed has no task left, and what
 * its tasks have made was either taken or handed to {@code undelivered}.
 */
@NullMarked
package dev.weft.internal.produce;

import org.jspecify.annotations.NullMarked;
