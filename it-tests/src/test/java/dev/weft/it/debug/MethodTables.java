package dev.weft.it.debug;

import dev.weft.it.harness.ClassFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeAnnotationNode;

/** The debug tables and type annotations in the code of one method, as text that does not depend on places in the code. */
record MethodTables(MethodNode method) {
    /** Of the one method of that name that fits. */
    static MethodTables of(ClassFiles files, String type, String name, Predicate<MethodNode> which) {
        var node = new ClassNode();
        new ClassReader(files.byName().get(type)).accept(node, 0);
        var found = node.methods.stream()
                .filter(m -> m.name.equals(name) && which.test(m))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " methods " + name);
        }
        return new MethodTables(found.get(0));
    }

    SortedSet<Integer> lines() {
        var lines = new TreeSet<Integer>();
        for (var instruction : method.instructions) {
            if (instruction instanceof LineNumberNode line) {
                lines.add(line.line);
            }
        }
        return lines;
    }

    /** Name, type and generic type of each variable. */
    List<String> variables() {
        return method.localVariables.stream()
                .map(v -> v.name + " " + v.desc + " " + v.signature)
                .distinct()
                .sorted()
                .toList();
    }

    /** Variables whose range holds no instruction. */
    List<String> wrongRanges() {
        return method.localVariables.stream()
                .filter(v -> place(v.start) >= place(v.end) || isEmpty(v.start, v.end))
                .map(v -> v.name)
                .toList();
    }

    /** Pairs of variables that are in one slot at a time. */
    List<String> overlaps() {
        var wrong = new ArrayList<String>();
        for (var a : method.localVariables) {
            for (var b : method.localVariables) {
                if (a != b && a.index == b.index && place(a.start) < place(b.end) && place(b.start) < place(a.end)) {
                    wrong.add(a.name + " and " + b.name);
                }
            }
        }
        return wrong;
    }

    /** Each annotated variable, found by slot and range as a debugger would, with the value of its annotation. */
    List<String> annotatedVariables() {
        var found = new TreeSet<String>();
        for (var annotation : method.visibleLocalVariableAnnotations) {
            for (int i = 0; i < annotation.index.size(); i++) {
                found.add(variableAt(annotation.index.get(i), annotation.start.get(i), annotation.end.get(i)) + " "
                        + annotation.values.get(1));
            }
        }
        return List.copyOf(found);
    }

    private String variableAt(int slot, LabelNode start, LabelNode end) {
        return method.localVariables.stream()
                .filter(v -> v.index == slot && place(v.start) == place(start) && place(v.end) == place(end))
                .map((LocalVariableNode v) -> v.name)
                .findFirst()
                .orElse("nothing at " + slot);
    }

    /** The annotations of casts and exception handlers. */
    List<String> annotatedCode() {
        var found = new TreeSet<String>();
        for (AbstractInsnNode instruction : method.instructions) {
            add("cast", instruction.visibleTypeAnnotations, found);
        }
        for (var handler : method.tryCatchBlocks) {
            add("handler", handler.visibleTypeAnnotations, found);
        }
        return List.copyOf(found);
    }

    private static void add(String what, List<TypeAnnotationNode> annotations, SortedSet<String> found) {
        if (annotations != null) {
            annotations.forEach(a -> found.add(what + " " + a.values.get(1)));
        }
    }

    private boolean isEmpty(LabelNode start, LabelNode end) {
        for (AbstractInsnNode at = start; at != end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }

    private int place(LabelNode label) {
        return method.instructions.indexOf(label);
    }
}
