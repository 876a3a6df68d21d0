package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import org.objectweb.asm.tree.MethodNode;

/**
 * A segment, and the method that resumes from its suspension points.
 *
 * @param length of its code: an upper bound
 */
record SegmentEntry(Segment segment, MethodNode method, int length) {

    /** Named as the entry of a method that is not cut; {@link #named} if it is. */
    static SegmentEntry of(MethodPlan plan, Segment segment) {
        var method = ResumeEntry.of(plan, segment, plan.method().node().name);
        return new SegmentEntry(segment, method, CodeLength.atMost(method));
    }

    boolean fits(int limit) {
        return length <= limit || CodeLength.fits(method, limit);
    }

    MethodNode named(String name) {
        method.name = name;
        return method;
    }
}
