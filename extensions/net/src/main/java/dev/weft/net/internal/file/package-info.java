/**
 * Files: calls on worker threads that nobody interrupts, one after another for each file.
 *
 * <p>Layer: above {@code internal.loop}.
 */
@NullMarked
package dev.weft.net.internal.file;

import org.jspecify.annotations.NullMarked;
