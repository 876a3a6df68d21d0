package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the entries of a method: two, or more where one would be too long to be written, or to be compiled although the
 * method was not.
 */
final class EntryEmitter {

    /** Beyond that, finding the segment of a state would cost what compiled code gains. */
    private static final int MOST_FOR_SPEED = 64;

    private final MethodPlan plan;
    private final MethodNode wholeHotEntry;

    private EntryEmitter(MethodPlan plan) {
        this.plan = plan;
        this.wholeHotEntry = HotEntry.of(plan, Segment.all(plan));
    }

    static List<MethodNode> of(MethodPlan plan) {
        var emitter = new EntryEmitter(plan);
        if (plan.points().isEmpty()) {
            return List.of(emitter.wholeHotEntry);
        }
        int states = plan.points().size();
        if (CodeLength.fits(plan.body(), CodeLength.COMPILABLE)) {
            var compilable = emitter.within(CodeLength.COMPILABLE, Math.min(states, MOST_FOR_SPEED));
            if (compilable.isPresent()) {
                return compilable.get();
            }
        }
        return emitter.within(CodeLength.WRITABLE, states).orElseGet(() -> emitter.inSegments(states, 0));
    }

    /** As few segments as keep every entry within the limit. */
    private Optional<List<MethodNode>> within(int limit, int most) {
        for (int segments = 1; ; ) {
            var entries = inSegments(segments, limit);
            if (entries.stream().allMatch(entry -> CodeLength.fits(entry, limit))) {
                return Optional.of(entries);
            } else if (segments == most) {
                return Optional.empty();
            }
            segments = Math.min(Math.max(2 * segments, estimate(entries, limit)), most);
        }
    }

    /** How many segments it would take if each could be cut out without loss, and an instruction took eight bytes. */
    private static int estimate(List<MethodNode> entries, int limit) {
        return entries.stream()
                .mapToInt(method -> 8 * method.instructions.size() / limit)
                .sum();
    }

    /** The hot entry stays whole if it can: then nothing is handed over before something suspends. */
    private List<MethodNode> inSegments(int count, int limit) {
        var segments = Segment.cut(plan, count);
        var entries = new ArrayList<MethodNode>();
        entries.add(CodeLength.fits(wholeHotEntry, limit) ? wholeHotEntry : HotEntry.of(plan, segments.get(0)));
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
}
