/**
 * The management interface (JMX) of event loops in a running program.
 *
 * <p>Layer: the lowest; it uses nothing. Invariant: the data is immutable, and made of types that JMX can carry.
 */
@NullMarked
package dev.weft.management;

import org.jspecify.annotations.NullMarked;
