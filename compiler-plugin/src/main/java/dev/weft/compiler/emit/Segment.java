package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The suspension points that one method of the generated code resumes from. A body whose entry would be longer than a method
 * can be is cut into several: where control comes to an await of another segment, it is handed over.
 *
 * @param first the lowest state
 * @param last the highest
 */
record Segment(int first, int last) {

    static Segment all(MethodPlan plan) {
        return new Segment(1, plan.points().size());
    }

    /** Cuts the states of a plan into so many segments, of about one size, in the order of the code. */
    static List<Segment> cut(MethodPlan plan, int count) {
        int states = plan.points().size();
        var segments = new ArrayList<Segment>(count);
        for (int i = 0; i < count; i++) {
            segments.add(new Segment((int) ((long) states * i / count) + 1, (int) ((long) states * (i + 1) / count)));
        }
        return segments;
    }

    boolean contains(SuspensionPoint point) {
        return first <= point.state() && point.state() <= last;
    }

    int size() {
        return last - first + 1;
    }
}
