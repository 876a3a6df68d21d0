/**
 * Explorations: runs a test under many schedules, checks that its runs are reproducible, shrinks a failure, says what it
 * needs. Layer: above {@code search} and {@code world}.
 */
@NullMarked
package dev.weft.test.internal.explore;

import org.jspecify.annotations.NullMarked;
