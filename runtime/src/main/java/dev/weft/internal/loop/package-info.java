/**
 * The engine of an event loop: the ready queue, the inbox, the timers, and the turn that serves them. It does not know
 * tasks.
 *
 * <p>Layer: the lowest but for {@code ports}, the only package that it may use. Invariant: only the loop's thread
 * touches the queues and timers of a loop; all messages of other threads go through the inbox.
 */
@NullMarked
package dev.weft.internal.loop;

import org.jspecify.annotations.NullMarked;
