/**
 * Both sides of a stream of bytes over something that moves bytes without waiting: who waits, what a cancellation leaves, how a
 * stream ends. The two promises of {@link dev.weft.net} are kept here, once for all transports.
 *
 * <p>Layer: below all transports; it knows the API's interfaces and the runtime. {@link Reading} and {@link Writing} are frames
 * written by hand, since a frame that is used again allocates nothing.
 */
@NullMarked
package dev.weft.net.internal.duplex;

import org.jspecify.annotations.NullMarked;
