package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The suspension points behind which one generated method goes on. A body whose entry would be too long for one method
 * is cut into several segments. At an await of another segment, control is handed over to that segment.
 *
 * @param first the lowest state
 * @param last the highest state; one less than {@code first} if the segment is empty
 */
record Segment(int first, int last) {

    static Segment all(MethodPlan plan) {
        return new Segment(1, plan.points().size());
    }

    /** Cuts it into {@code count} segments of about equal numbers of states, in the order of the code. */
    List<Segment> parts(int count) {
        var parts = new ArrayList<Segment>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new Segment(first + startOf(i, count), first + startOf(i + 1, count) - 1));
        }
        return parts;
    }

    private int startOf(int part, int count) {
        return (int) ((long) size() * part / count);
    }

    boolean contains(SuspensionPoint point) {
        return first <= point.state() && point.state() <= last;
    }

    int size() {
        return last - first + 1;
    }
}
