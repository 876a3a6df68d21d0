package dev.weft.test.internal.explore;

import dev.weft.test.internal.choice.Replay;
import dev.weft.test.internal.report.Event;
import java.util.List;

/**
 * A schedule that fails, shrunk.
 *
 * @param thrown the failure
 * @param replay the schedule
 * @param deviations the number of its deviations
 * @param needs what it needs to happen, for people; empty if it needs nothing
 * @param schedule the number of the schedule that failed first, from 1 on
 * @param strategy the strategy that chose it
 * @param events what happens in it
 * @param tree the tasks at the failure
 */
public record Finding(
        Throwable thrown,
        Replay replay,
        int deviations,
        String needs,
        int schedule,
        String strategy,
        List<Event> events,
        String tree) {
    /** Keeps a copy of the events. */
    public Finding {
        events = List.copyOf(events);
    }
}
