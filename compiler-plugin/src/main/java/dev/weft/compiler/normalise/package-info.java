/** Stage 4: rewrites of a body that make it fit to be split; each class is one rewrite. */
@NullMarked
package dev.weft.compiler.normalise;

import org.jspecify.annotations.NullMarked;
