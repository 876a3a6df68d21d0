/** Coroutines, tasks and the event loop: what woven code and its authors use. */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
