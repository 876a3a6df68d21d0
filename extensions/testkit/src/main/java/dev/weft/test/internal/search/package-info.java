/**
 * The strategies: which schedule is run next. Layer: above {@code choice}; knows nothing of loops.
 */
@NullMarked
package dev.weft.test.internal.search;

import org.jspecify.annotations.NullMarked;
