/**
 * Sockets on {@code java.nio}: one selector, and what is attached to its keys.
 *
 * <p>A selector is polled by the thread of its loop, or by a thread that loops on hosts share. In the second case events are
 * handed over to the loop; see {@link ChannelKey}.
 *
 * <p>Layer: above {@code internal.duplex}.
 */
@NullMarked
package dev.weft.net.internal.nio;

import org.jspecify.annotations.NullMarked;
