package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the segments of a plan: an entry that is too long is cut into as many as its length suggests, and those of them that
 * are too long again, down to single suspension points.
 *
 * <p>An entry that is still too long then holds a stretch of the body that is, and stays. If cutting makes nothing but such
 * entries, the uncut one is as good.
 */
final class SegmentCutter {

    /** All entries are written within so many times the length of the uncut one, or cutting is given up. */
    private static final int MOST_GROWTH = 8;

    private final MethodPlan plan;
    private final int limit;
    private long work;

    private SegmentCutter(MethodPlan plan, int limit, long work) {
        this.plan = plan;
        this.limit = limit;
        this.work = work;
    }

    /**
     * Cuts for speed. Nothing is found where much of the body is reached from everywhere, as in a loop around a
     * {@code switch} of many cases: each segment would be a copy of it.
     */
    static Optional<List<SegmentEntry>> compilable(MethodPlan plan) {
        var uncut = SegmentEntry.of(plan, Segment.all(plan));
        var cutter = new SegmentCutter(plan, CodeLength.COMPILABLE, (long) MOST_GROWTH * uncut.length());
        var entries = cutter.cut(uncut);
        return cutter.work < 0 || cutter.noneFits(entries) ? Optional.empty() : Optional.of(entries);
    }

    /** Cuts because nothing longer can be written. */
    static List<SegmentEntry> writable(MethodPlan plan) {
        return new SegmentCutter(plan, CodeLength.WRITABLE, Long.MAX_VALUE)
                .cut(SegmentEntry.of(plan, Segment.all(plan)));
    }

    private List<SegmentEntry> cut(SegmentEntry uncut) {
        work -= uncut.length();
        int states = uncut.segment().size();
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
