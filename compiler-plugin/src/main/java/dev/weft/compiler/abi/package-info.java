/**
 * All names and flags: those of the runtime, and those that generated code has.
 *
 * <p>Bottom layer; uses no other package of the weaver. Any other package may use it.
 *
 * <p>Invariant: no other package writes such a name down; a test proves that those of the runtime exist.
 */
@NullMarked
package dev.weft.compiler.abi;

import org.jspecify.annotations.NullMarked;
