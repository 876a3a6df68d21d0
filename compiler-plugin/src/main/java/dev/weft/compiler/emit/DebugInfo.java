package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Copies what refers to the code of a body into an entry: try ranges in their order, variables, type annotations. */
final class DebugInfo {

    private final MethodPlan plan;
    private final Map<LabelNode, LabelNode> labels;

    DebugInfo(MethodPlan plan, Map<LabelNode, LabelNode> labels) {
        this.plan = plan;
        this.labels = labels;
    }

    void copyInto(MethodNode entry) {
        var body = plan.body();
        body.tryCatchBlocks.forEach(range -> entry.tryCatchBlocks.add(moved(range)));
        if (body.localVariables != null) {
            entry.localVariables = new ArrayList<>();
            body.localVariables.forEach(variable -> entry.localVariables.add(moved(variable)));
        }
        entry.visibleLocalVariableAnnotations = moved(body.visibleLocalVariableAnnotations);
        entry.invisibleLocalVariableAnnotations = moved(body.invisibleLocalVariableAnnotations);
    }

    private TryCatchBlockNode moved(TryCatchBlockNode range) {
        var copy = new TryCatchBlockNode(
                labels.get(range.start), labels.get(range.end), labels.get(range.handler), range.type);
        copy.visibleTypeAnnotations = range.visibleTypeAnnotations;
        copy.invisibleTypeAnnotations = range.invisibleTypeAnnotations;
        return copy;
    }

    private LocalVariableNode moved(LocalVariableNode variable) {
        return new LocalVariableNode(
                variable.name,
                variable.desc,
                variable.signature,
                labels.get(variable.start),
                labels.get(variable.end),
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
                    moved(annotation.start, labels),
                    moved(annotation.end, labels),
                    annotation.index.stream().mapToInt(plan.slots()::slot).toArray(),
                    annotation.desc);
            copy.values = annotation.values;
            copies.add(copy);
        }
        return copies;
    }

    private static LabelNode[] moved(List<LabelNode> places, Map<LabelNode, LabelNode> labels) {
        return places.stream().map(labels::get).toArray(LabelNode[]::new);
    }
}
