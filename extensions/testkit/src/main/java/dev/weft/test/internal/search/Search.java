package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Trail;
import org.jspecify.annotations.Nullable;

/** Chooses the schedules of an exploration, one after another. */
public interface Search {
    /** Returns the guide of the next run; null if there is no other schedule. */
    @Nullable
    Guide next();

    /** Learns how the run went whose guide {@link #next} returned last. The trail is read during the call only. */
    void ran(Trail trail);

    /** Learns how a run went that another search has chosen. The trail is read during the call only. */
    default void saw(Trail trail) {}

    /** Returns the name of the strategy that chose the last schedule, for people. */
    String strategy();

    /** Returns what is known if no schedule has failed, for people; empty if it is nothing but their number. */
    String covered();

    /** Returns whether the schedules that were run are all that there are. */
    boolean isExhausted();
}
