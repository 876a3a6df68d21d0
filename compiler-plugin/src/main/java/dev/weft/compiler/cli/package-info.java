/** The command line: what picocli parses, and what is printed. */
@NullMarked
package dev.weft.compiler.cli;

import org.jspecify.annotations.NullMarked;
