package dev.weft.test.internal.explore;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of an exploration.
 *
 * @param schedules the number of schedules that were run
 * @param exhausted whether they are all that there are
 * @param covered what is known beyond their number, for people; may be empty
 * @param outOfTime whether the time was up before the schedules were
 * @param finding the failure; null if none failed
 */
public record Outcome(
        int schedules,
        boolean exhausted,
        String covered,
        boolean outOfTime,
        @Nullable Finding finding) {}
