package dev.weft.compiler.emit;

import dev.weft.compiler.code.TryRanges;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Copies what refers to the code of a body into an entry: try ranges in their order, variables, type annotations. */
final class DebugInfo {

    private final MethodPlan plan;
    private final Map<LabelNode, LabelNode> labels;
    private final Map<AbstractInsnNode, TryCut> tryCuts;

    /**
     * Copies for one entry.
     *
     * @param labels of the body, to those of the entry
     * @param tryCuts the parts that try ranges around an await must not cover
     */
    DebugInfo(MethodPlan plan, Map<LabelNode, LabelNode> labels, Map<AbstractInsnNode, TryCut> tryCuts) {
        this.plan = plan;
        this.labels = labels;
        this.tryCuts = tryCuts;
    }

    void copyInto(MethodNode entry) {
        var body = plan.body();
        body.tryCatchBlocks.forEach(range -> entry.tryCatchBlocks.addAll(cut(range)));
        if (body.localVariables != null) {
            entry.localVariables = new ArrayList<>();
            body.localVariables.forEach(variable -> entry.localVariables.add(moved(variable)));
        }
        entry.visibleLocalVariableAnnotations = moved(body.visibleLocalVariableAnnotations);
        entry.invisibleLocalVariableAnnotations = moved(body.invisibleLocalVariableAnnotations);
    }

    private List<TryCatchBlockNode> cut(TryCatchBlockNode range) {
        var pieces = new ArrayList<TryCatchBlockNode>(1);
        var start = moved(range.start);
        var handler = moved(range.handler);
        for (AbstractInsnNode at = range.start; at != null && at != range.end; at = at.getNext()) {
            var cut = at instanceof MethodInsnNode ? tryCuts.get(at) : null;
            if (cut != null) {
                pieces.add(TryRanges.piece(range, start, cut.start(), handler));
                start = cut.end();
            }
        }
        pieces.add(TryRanges.piece(range, start, moved(range.end), handler));
        return pieces;
    }

    private LocalVariableNode moved(LocalVariableNode variable) {
        return new LocalVariableNode(
                variable.name,
                variable.desc,
                variable.signature,
                moved(variable.start),
                moved(variable.end),
                plan.slots().slot(variable.index));
    }

    private @Nullable List<LocalVariableAnnotationNode> moved(@Nullable List<LocalVariableAnnotationNode> annotations) {
        if (annotations == null) {
            return null;
        }
        var copies = new ArrayList<LocalVariableAnnotationNode>(annotations.size());
        for (var annotation : annotations) {
            var copy = new LocalVariableAnnotationNode(
                    annotation.typeRef,
                    annotation.typePath,
                    movedAll(annotation.start),
                    movedAll(annotation.end),
                    annotation.index.stream().mapToInt(plan.slots()::slot).toArray(),
                    annotation.desc);
            copy.values = annotation.values;
            copies.add(copy);
        }
        return copies;
    }

    private LabelNode[] movedAll(List<LabelNode> places) {
        return places.stream().map(this::moved).toArray(LabelNode[]::new);
    }

    private LabelNode moved(LabelNode place) {
        return Objects.requireNonNull(labels.get(place));
    }
}
