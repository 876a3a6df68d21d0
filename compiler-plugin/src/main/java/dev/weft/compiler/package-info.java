/** The Weft weaver: turns methods annotated {@code @Async} into state machines. */
@NullMarked
package dev.weft.compiler;

import org.jspecify.annotations.NullMarked;
