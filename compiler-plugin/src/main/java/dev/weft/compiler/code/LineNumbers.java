package dev.weft.compiler.code;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** The source lines of instructions: reads them, and adds a line number where an instruction has lost its own. */
public final class LineNumbers {

    /** Marks the line of an instruction that has lost it. */
    @FunctionalInterface
    public interface Marker {
        void mark(AbstractInsnNode instruction, int line);
    }

    private LineNumbers() {}

    /** The line of the instruction, or 0 where the class file has none. */
    public static int of(AbstractInsnNode instruction) {
        for (AbstractInsnNode at = instruction; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** The first line of a method, or 0. */
    public static int firstOf(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** Puts a line number before the instruction. */
    public static void before(MethodNode method, AbstractInsnNode instruction, int line) {
        var label = new LabelNode();
        method.instructions.insertBefore(instruction, label);
        method.instructions.insertBefore(instruction, new LineNumberNode(line, label));
    }
}
