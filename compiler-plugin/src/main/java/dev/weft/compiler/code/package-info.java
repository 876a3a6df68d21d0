/**
 * A vocabulary on ASM's tree: steps, jumps, ranges and lines of the instructions of one method.
 *
 * <p>Bottom layer; uses ASM and no other package of the weaver. Any other package may use it.
 *
 * <p>Invariant: nothing here knows Weft. Each class is true of any method that a compiler wrote.
 */
@NullMarked
package dev.weft.compiler.code;

import org.jspecify.annotations.NullMarked;
