package dev.weft.compiler.code;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes try ranges, variables and type annotations that refer to a part of the code without instructions.
 *
 * <p>Such parts remain when code is removed or replaced. The JVM rejects an empty try range, and two variables that
 * have become equal and empty (JVMS 4.7.3, 4.7.13).
 */
public final class EmptyRanges {

    private final MethodNode method;
    /** For each instruction, how many real ones stand before it. */
    private final int[] before;

    private EmptyRanges(MethodNode method) {
        this.method = method;
        before = new int[method.instructions.size()];
        int index = 0;
        int count = 0;
        for (var at = method.instructions.getFirst(); at != null; at = at.getNext()) {
            before[index++] = count;
            count += at.getOpcode() >= 0 ? 1 : 0;
        }
    }

    public static void dropFrom(MethodNode method) {
        var ranges = new EmptyRanges(method);
        method.tryCatchBlocks.removeIf(range -> ranges.isEmpty(range.start, range.end));
        if (method.localVariables != null) {
            method.localVariables.removeIf(variable -> ranges.isEmpty(variable.start, variable.end));
        }
        ranges.dropFrom(method.visibleLocalVariableAnnotations);
        ranges.dropFrom(method.invisibleLocalVariableAnnotations);
    }

    /** Counts: where much code was removed, thousands of variables may span thousands of labels. */
    private boolean isEmpty(LabelNode start, LabelNode end) {
        return before[method.instructions.indexOf(start)] == before[method.instructions.indexOf(end)];
    }

    private void dropFrom(@Nullable List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            annotations.forEach(this::dropFrom);
            annotations.removeIf(annotation -> annotation.start.isEmpty());
        }
    }

    private void dropFrom(LocalVariableAnnotationNode annotation) {
        var starts = new ArrayList<LabelNode>();
        var ends = new ArrayList<LabelNode>();
        var slots = new ArrayList<Integer>();
        for (int i = 0; i < annotation.start.size(); i++) {
            if (!isEmpty(annotation.start.get(i), annotation.end.get(i))) {
                starts.add(annotation.start.get(i));
                ends.add(annotation.end.get(i));
                slots.add(annotation.index.get(i));
            }
        }
        annotation.start = starts;
        annotation.end = ends;
        annotation.index = slots;
    }
}
