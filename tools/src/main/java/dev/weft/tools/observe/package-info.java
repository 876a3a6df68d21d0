/**
 * Looks at the event loops of a running JVM through their MBeans, and draws what it sees.
 *
 * <p>Bottom layer; uses the JDK only. It knows the runtime by the names of its MBeans, which stand in {@code
 * LoopDataReader} and {@code RunningJvm}.
 *
 * <p>Invariant: it changes nothing in the program that it looks at.
 */
@NullMarked
package dev.weft.tools.observe;

import org.jspecify.annotations.NullMarked;
