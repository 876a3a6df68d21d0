package dev.weft.compiler.normalise;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Gives instructions that have lost their line number another one. */
public final class LineNumbers {

    /** Marks the line of an instruction that has lost it. */
    @FunctionalInterface
    public interface Marker {
        void mark(AbstractInsnNode instruction, int line);
    }

    private LineNumbers() {}

    /** Puts a line number before the instruction. */
    public static void before(MethodNode method, AbstractInsnNode instruction, int line) {
        var label = new LabelNode();
        method.instructions.insertBefore(instruction, label);
        method.instructions.insertBefore(instruction, new LineNumberNode(line, label));
    }
}
