/**
 * Processes: the threads that move bytes between pipes and bounded queues, the streams on top of these, and how a child ends.
 *
 * <p>Layer: above {@code internal.duplex} and {@code internal.loop}.
 */
@NullMarked
package dev.weft.net.internal.process;

import org.jspecify.annotations.NullMarked;
