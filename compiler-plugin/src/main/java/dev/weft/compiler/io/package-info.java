/**
 * Directories and jars of class files.
 *
 * <p>Bottom layer; uses no other package of the weaver.
 *
 * <p>Invariant: the changes of a run happen all together, or not at all.
 */
@NullMarked
package dev.weft.compiler.io;

import org.jspecify.annotations.NullMarked;
