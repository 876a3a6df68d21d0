/**
 * The simulated world of one run: clock, poller, schedule, blocking work, and what fails a run. Layer: above {@code choice}
 * and {@code report}. Invariant: all but {@link dev.weft.test.internal.world.ForeignThreads} and the workers of blocking work
 * is owned by the run's thread.
 */
@NullMarked
package dev.weft.test.internal.world;

import org.jspecify.annotations.NullMarked;
