package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import org.objectweb.asm.tree.MethodNode;

/**
 * A segment, and the method that resumes from its suspension points.
 *
 * @param length an upper bound of the length of its code
 */
record SegmentEntry(Segment segment, MethodNode method, int length) {

    /**
     * Creates it with the name that the entry of an uncut method has; {@link #named} renames it for a method that is
     * cut.
     */
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
