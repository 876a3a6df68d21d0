/**
 * The engine of an event loop: what is ready, what was posted, what waits for a time, and the turn that serves them. It does
 * not know what a task is.
 *
 * <p>Layer: the lowest but for {@code ports}, which is all it may use. Invariant: the queues and timers of a loop are touched
 * by its thread only; all that comes from others goes through the inbox.
 */
@NullMarked
package dev.weft.internal.loop;

import org.jspecify.annotations.NullMarked;
