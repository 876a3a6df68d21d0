/** Stage 7: checks what was written. */
@NullMarked
package dev.weft.compiler.verify;

import org.jspecify.annotations.NullMarked;
