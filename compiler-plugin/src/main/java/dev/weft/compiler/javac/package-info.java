/** The plug-in of javac: weaves what the compiler writes. */
@NullMarked
package dev.weft.compiler.javac;

import org.jspecify.annotations.NullMarked;
