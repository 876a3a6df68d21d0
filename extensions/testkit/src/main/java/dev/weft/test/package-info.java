/**
 * Tests of asynchronous code: in virtual time ({@link dev.weft.test.WeftTest}), under many schedules
 * ({@link dev.weft.test.Explore}), or without JUnit ({@link dev.weft.test.Simulation}).
 */
@NullMarked
package dev.weft.test;

import org.jspecify.annotations.NullMarked;
