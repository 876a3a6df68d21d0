/**
 * The supertypes of classes and the annotations of annotation types, read from class files.
 *
 * <p>Uses {@code io} for the names of class files, and {@code abi}.
 *
 * <p>Invariant: no class is ever loaded.
 */
@NullMarked
package dev.weft.compiler.hierarchy;

import org.jspecify.annotations.NullMarked;
