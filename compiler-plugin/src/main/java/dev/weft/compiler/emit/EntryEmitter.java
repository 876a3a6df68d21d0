package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Writes the entries of a method: two, or more where one would be too long. */
final class EntryEmitter {

    /** Instructions that fit into a method however long each is; most take three bytes. */
    private static final int SURELY_FITS = 8_000;

    private EntryEmitter() {}

    static List<MethodNode> of(MethodPlan plan) {
        if (plan.points().isEmpty()) {
            return List.of(HotEntry.of(plan, Segment.all(plan)));
        }
        int segments = 1;
        while (true) {
            var entries = inSegments(plan, segments);
            if (segments == plan.points().size() || entries.stream().allMatch(EntryEmitter::fits)) {
                return entries;
            }
            segments = Math.min(
                    Math.max(2 * segments, estimate(entries)), plan.points().size());
        }
    }

    /** How many segments it would take if each could be cut out without loss. */
    private static int estimate(List<MethodNode> entries) {
        return entries.stream()
                .mapToInt(method -> method.instructions.size() / SURELY_FITS)
                .sum();
    }

    private static List<MethodNode> inSegments(MethodPlan plan, int count) {
        var segments = Segment.cut(plan, count);
        var entries = new ArrayList<MethodNode>();
        entries.add(HotEntry.of(plan, segments.get(0)));
        if (count == 1) {
            entries.add(ResumeEntry.of(plan, segments.get(0), plan.method().node().name));
            return entries;
        }
        entries.add(SegmentDispatch.of(plan, segments));
        for (int i = 0; i < count; i++) {
            entries.add(ResumeEntry.of(plan, segments.get(i), EntrySignature.segmentName(plan, i)));
        }
        return entries;
    }

    private static boolean fits(MethodNode method) {
        if (method.instructions.size() < SURELY_FITS) {
            return true;
        }
        var writer = new ClassWriter(0);
        writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
        writer.visit(Opcodes.V1_8, 0, "Trial", null, "java/lang/Object", null);
        method.accept(writer);
        try {
            return writer.toByteArray().length > 0;
        } catch (MethodTooLargeException tooLarge) {
            return false;
        }
    }
}
