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

    private EmptyRanges() {}

    public static void dropFrom(MethodNode method) {
        method.tryCatchBlocks.removeIf(range -> CodeRange.isEmpty(range.start, range.end));
        if (method.localVariables != null) {
            method.localVariables.removeIf(variable -> CodeRange.isEmpty(variable.start, variable.end));
        }
        dropFrom(method.visibleLocalVariableAnnotations);
        dropFrom(method.invisibleLocalVariableAnnotations);
    }

    private static void dropFrom(@Nullable List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            annotations.forEach(EmptyRanges::dropFrom);
            annotations.removeIf(annotation -> annotation.start.isEmpty());
        }
    }

    private static void dropFrom(LocalVariableAnnotationNode annotation) {
        var starts = new ArrayList<LabelNode>();
        var ends = new ArrayList<LabelNode>();
        var slots = new ArrayList<Integer>();
        for (int i = 0; i < annotation.start.size(); i++) {
            if (!CodeRange.isEmpty(annotation.start.get(i), annotation.end.get(i))) {
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
