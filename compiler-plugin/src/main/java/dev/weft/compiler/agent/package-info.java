/** The Java agent: weaves classes as they load. */
@NullMarked
package dev.weft.compiler.agent;

import org.jspecify.annotations.NullMarked;
