package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the entries of a method: two, or more if one would be too long for the JVM to compile or for a class file to
 * hold.
 */
final class EntryEmitter {

    private final MethodPlan plan;

    private EntryEmitter(MethodPlan plan) {
        this.plan = plan;
    }

    static List<MethodNode> of(MethodPlan plan) {
        var emitter = new EntryEmitter(plan);
        if (plan.points().isEmpty()) {
            return List.of(HotEntry.of(plan, Segment.all(plan)));
        }
        return emitter.compilable().orElseGet(emitter::writable);
    }

    private Optional<List<MethodNode>> compilable() {
        return SegmentCutter.compilable(plan)
                .map(segments -> entries(hotWithin(CodeLength.COMPILABLE), segments))
                .filter(entries -> entries.size() == 2 || CodeLength.fits(entries.get(1), CodeLength.WRITABLE));
    }

    private List<MethodNode> writable() {
        return entries(hotWithin(CodeLength.WRITABLE), SegmentCutter.writable(plan));
    }

    private List<MethodNode> entries(MethodNode hot, List<SegmentEntry> segments) {
        var entries = new ArrayList<MethodNode>();
        entries.add(hot);
        if (segments.size() > 1) {
            entries.add(SegmentDispatch.of(
                    plan, segments.stream().map(SegmentEntry::segment).toList()));
        }
        for (int i = 0; i < segments.size(); i++) {
            var entry = segments.get(i);
            entries.add(segments.size() == 1 ? entry.method() : entry.named(EntrySignature.segmentName(plan, i)));
        }
        return entries;
    }

    /**
     * Returns the whole hot entry if it fits: then control is not handed over before something suspends. Otherwise the
     * entry goes on behind as many of the first awaits as fit, or behind none if the code before them is too long by
     * itself.
     */
    private MethodNode hotWithin(int limit) {
        var whole = HotEntry.of(plan, Segment.all(plan));
        var hot = whole;
        for (int awaits = plan.points().size(); awaits > 0 && !CodeLength.fits(hot, limit); ) {
            int inProportion = (int) ((long) awaits * limit / CodeLength.atMost(hot));
            awaits = Math.min(inProportion, awaits * 7 / 8);
            hot = HotEntry.of(plan, new Segment(1, awaits));
        }
        return CodeLength.fits(hot, CodeLength.WRITABLE) ? hot : whole;
    }
}
