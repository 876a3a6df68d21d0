/**
 * Locks, events, conditions, semaphores, barriers and queues for tasks. They are fair (first in, first out), may be used
 * by tasks of several loops at once, and lose nothing when a waiter is cancelled.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
