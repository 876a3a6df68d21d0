package dev.weft.benchmarks.compare;

/**
 * What one process has measured.
 *
 * @param nanos time of an operation
 * @param bytes allocated by an operation, or kept by it
 */
record Sample(double nanos, double bytes) {}
