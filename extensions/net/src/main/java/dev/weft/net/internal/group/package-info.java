/**
 * Several loops that serve together.
 *
 * <p>Layer: above {@code internal.nio} and {@code internal.serve}.
 */
@NullMarked
package dev.weft.net.internal.group;

import org.jspecify.annotations.NullMarked;
