package dev.weft.test.internal.report;

import org.jspecify.annotations.Nullable;

/**
 * One step of a run, for people.
 *
 * @param step the number of the step; several events may have the same
 * @param lane the number of the task; {@link #LOOP} for what the loop does: callbacks, time passing, arrivals
 * @param name the task's name; not used for the loop
 * @param what what happens, for example {@code wakes at Shop.java:31} or {@code time passes 2 ms}
 * @param nanos the virtual time since the start of the run, in nanoseconds
 * @param deviation null if this is what first in, first out would have done; otherwise what that would have been, or ""
 */
public record Event(
        int step,
        long lane,
        String name,
        String what,
        long nanos,
        @Nullable String deviation) {
    /** The lane of the loop. */
    public static final long LOOP = 0;
}
