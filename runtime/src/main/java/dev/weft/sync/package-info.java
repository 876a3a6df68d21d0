/**
 * Locks, events, conditions, semaphores, barriers and queues for tasks. They are fair (first in, first out). They may
 * be used by tasks of several loops at once. They lose nothing when a waiting task is cancelled.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
