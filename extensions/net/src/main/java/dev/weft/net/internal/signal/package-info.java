/**
 * Signals of the operating system, by {@code sun.misc.Signal}: the JDK has no other way.
 *
 * <p>Layer: knows nothing of loops; handlers run on threads of the JDK.
 */
@NullMarked
package dev.weft.net.internal.signal;

import org.jspecify.annotations.NullMarked;
