/**
 * What processes, files and signals need of a loop: threads for calls that block, a way back to the loop's thread, and a list of
 * what is open when the loop ends.
 *
 * <p>Layer: below all of them; it knows the runtime only.
 */
@NullMarked
package dev.weft.net.internal.loop;

import org.jspecify.annotations.NullMarked;
