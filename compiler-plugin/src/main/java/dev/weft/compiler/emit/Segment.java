package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The suspension points that one method of the generated code goes on behind. A body whose entry would be longer than a method
 * should be is cut into several: where control comes to an await of another segment, it is handed over.
 *
 * @param first the lowest state
 * @param last the highest; one less than the first if there is none
 */
record Segment(int first, int last) {

    static Segment all(MethodPlan plan) {
        return new Segment(1, plan.points().size());
    }

    /** Cuts it into so many, of about as many states each, in the order of the code. */
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
