/**
 * The simulated network: hosts, what goes wrong between them, and connections that keep the promises of {@code weft-net} by its
 * own code. Layer: below {@code world}, which gives it a {@link dev.weft.test.internal.net.Ground}; above {@code choice}. Invariant: all is owned by the run's thread; every order is one of insertion, so that runs can be repeated.
 */
@NullMarked
package dev.weft.test.internal.net;

import org.jspecify.annotations.NullMarked;
