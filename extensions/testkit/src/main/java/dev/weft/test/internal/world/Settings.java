package dev.weft.test.internal.world;

import dev.weft.test.Blocking;
import dev.weft.test.Foreign;
import dev.weft.test.Order;

/**
 * The rules of a run.
 *
 * @param order what the schedule may change
 * @param seed the seed of {@code random()}
 * @param fairAfter the number of steps without time passing after which the schedule is first in, first out
 * @param livelockAfter the largest number of steps without time passing
 * @param foreign what happens if an unknown thread wakes the loop
 * @param blocking how blocking work runs
 * @param limitMillis the limit of the run, in real time
 */
public record Settings(
        Order order,
        long seed,
        long fairAfter,
        long livelockAfter,
        Foreign foreign,
        Blocking blocking,
        long limitMillis) {
    /** A run that takes so many times the fair number of steps is a livelock. */
    private static final int LIVELOCK = 10;

    private static final int MOST_STEPS = 1_000_000;
    private static final long LIMIT_MILLIS = 60_000;

    /** Returns the rules of a run of an exploration. */
    public static Settings exploring(Order order, long seed, int steps, long limitMillis) {
        return new Settings(order, seed, steps, (long) LIVELOCK * steps, Foreign.REFUSE, Blocking.STEPPED, limitMillis);
    }

    /** Returns the rules of a run without choices. */
    public static Settings once(Order order, long seed) {
        return new Settings(order, seed, MOST_STEPS, MOST_STEPS, Foreign.REFUSE, Blocking.STEPPED, LIMIT_MILLIS);
    }

    /** Returns these rules with another order. */
    public Settings under(Order other) {
        return new Settings(other, seed, fairAfter, livelockAfter, foreign, blocking, limitMillis);
    }

    /** Returns these rules with another seed. */
    public Settings withSeed(long other) {
        return new Settings(order, other, fairAfter, livelockAfter, foreign, blocking, limitMillis);
    }
}
