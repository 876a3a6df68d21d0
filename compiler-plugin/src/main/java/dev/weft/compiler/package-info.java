/**
 * The weaver as a library: turns methods annotated {@code @Async} or {@code @Entry} into state
 * machines.
 *
 * <p>Top layer. {@link dev.weft.compiler.Weaver} is the entry; front ends (command line, agent, javac plug-in, Maven
 * plug-in) use this package, and no package of the weaver below them does. It decides when to write, and leaves the
 * weaving to {@code weave}.
 *
 * <p>Invariant: a run either writes all of its changes or none.
 */
@NullMarked
package dev.weft.compiler;

import org.jspecify.annotations.NullMarked;
