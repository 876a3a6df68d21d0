/** Supertypes, read from class files. */
@NullMarked
package dev.weft.compiler.hierarchy;

import org.jspecify.annotations.NullMarked;
