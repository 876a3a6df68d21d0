package dev.weft.test.internal.explore;

import dev.weft.test.internal.world.Journal;

/** Tells where two runs of one schedule differ. */
final class NotDeterministic {
    private NotDeterministic() {}

    /** Returns the failure; {@code at} is the step at which the runs differ. */
    static AssertionError failure(Journal before, Journal now, int at) {
        return new AssertionError("NOT DETERMINISTIC: step " + (at + 1) + " was " + before.label(at) + ", now it is "
                + now.label(at)
                + ", though the schedule is the same. The usual causes: the order of a hash map or set whose"
                + " keys have no hashCode of their own, System.nanoTime or currentTimeMillis (use sim.clock()), Math.random"
                + " or a new Random() (use sim.random()), static state that one run leaves to the next");
    }
}
