/** Stage 1: which methods are async? */
@NullMarked
package dev.weft.compiler.scan;

import org.jspecify.annotations.NullMarked;
