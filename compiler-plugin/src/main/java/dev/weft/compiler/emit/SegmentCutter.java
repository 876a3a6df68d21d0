package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the segments of a plan. An entry that is too long is cut into as many segments as its length suggests. Segments
 * that are still too long are cut again, down to single suspension points.
 *
 * <p>If an entry with a single state is still too long, it is kept as it is. If cutting makes only such entries, the
 * uncut entry is just as good.
 */
final class SegmentCutter {

    /** If all entries together would be longer than this many times the uncut one, the cutter gives up. */
    private static final int MOST_GROWTH = 8;

    /** From this number of states on, samples tell whether cutting is of use: to try it takes long. */
    private static final int SAMPLED = 64;

    /** The same where the alternative is to refuse the method. */
    private static final int MOST_GROWTH_TO_BE_WRITABLE = 64;

    private final MethodPlan plan;
    private final int limit;
    private long work;

    private SegmentCutter(MethodPlan plan, int limit, long work) {
        this.plan = plan;
        this.limit = limit;
        this.work = work;
    }

    /**
     * Cuts so that the JVM compiles each entry. Returns nothing if much of the body is reached from everywhere, as in a
     * loop around a {@code switch} of many cases: each segment would be a copy of the whole.
     */
    static Optional<List<SegmentEntry>> compilable(MethodPlan plan) {
        var uncut = SegmentEntry.of(plan, Segment.all(plan));
        if (!uncut.fits(CodeLength.COMPILABLE) && noSampleFits(plan)) {
            return Optional.empty();
        }
        var cutter = new SegmentCutter(plan, CodeLength.COMPILABLE, (long) MOST_GROWTH * uncut.length());
        var entries = cutter.cut(uncut);
        return cutter.work < 0 || cutter.noneFits(entries) ? Optional.empty() : Optional.of(entries);
    }

    /** Whether entries of single states, the smallest that there are, are too long at three places of a long method. */
    private static boolean noSampleFits(MethodPlan plan) {
        int states = plan.points().size();
        return states > SAMPLED
                && IntStream.of(1, states / 2, states)
                        .noneMatch(state ->
                                SegmentEntry.of(plan, new Segment(state, state)).fits(CodeLength.COMPILABLE));
    }

    /** Cuts so that a class file can hold each entry. */
    static List<SegmentEntry> writable(MethodPlan plan) {
        var uncut = SegmentEntry.of(plan, Segment.all(plan));
        return new SegmentCutter(plan, CodeLength.WRITABLE, (long) MOST_GROWTH_TO_BE_WRITABLE * uncut.length())
                .cut(uncut);
    }

    private List<SegmentEntry> cut(SegmentEntry uncut) {
        work -= uncut.length();
        int states = uncut.segment().size();
        if (states == 1 && limit == CodeLength.WRITABLE && !uncut.fits(limit)) {
            work = -1; // the class is refused, whatever becomes of the other states
        }
        if (work < 0 || states == 1 || uncut.fits(limit)) {
            return List.of(uncut);
        }
        var entries = new ArrayList<SegmentEntry>();
        for (var part : uncut.segment().parts(Math.min(states, Math.max(2, uncut.length() / limit + 1)))) {
            entries.addAll(cut(SegmentEntry.of(plan, part)));
        }
        return noneFits(entries) && uncut.fits(CodeLength.WRITABLE) ? List.of(uncut) : entries;
    }

    private boolean noneFits(List<SegmentEntry> entries) {
        return entries.stream().noneMatch(entry -> entry.fits(limit));
    }
}
