/** Stage 5: the immutable plan of a state machine. */
@NullMarked
package dev.weft.compiler.split;

import org.jspecify.annotations.NullMarked;
