/** Directories and jars of class files, changed all or nothing. */
@NullMarked
package dev.weft.compiler.io;

import org.jspecify.annotations.NullMarked;
