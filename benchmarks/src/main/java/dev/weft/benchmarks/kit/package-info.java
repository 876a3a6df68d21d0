/** What the test kit costs. Left out where two builds are compared: older ones have no test kit. */
package dev.weft.benchmarks.kit;
