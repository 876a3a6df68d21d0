/** Stage 2: what is wrong, where, and how to mend it. */
@NullMarked
package dev.weft.compiler.check;

import org.jspecify.annotations.NullMarked;
