/**
 * Streams in memory.
 *
 * <p>Layer: above {@code internal.duplex}.
 */
@NullMarked
package dev.weft.net.internal.memory;

import org.jspecify.annotations.NullMarked;
