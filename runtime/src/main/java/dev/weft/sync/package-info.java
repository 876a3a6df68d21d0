/**
 * Locks, events, conditions, semaphores, barriers, queues, topics and values for tasks. They are fair (first in, first out).
 * They may be used by tasks of several loops at once. They lose nothing when a waiting task is cancelled.
 *
 * <p>Layer: above {@code internal.stream}. It may use that, {@code internal.wait}, {@code internal.task} and {@code abi}.
 * Invariant: the fields of a primitive are guarded by its lock; wake-ups are run after the lock is released.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
