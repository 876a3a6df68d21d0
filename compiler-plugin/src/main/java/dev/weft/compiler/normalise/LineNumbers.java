package dev.weft.compiler.normalise;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Remembers the line of every instruction of a method, to give it back to those that lose it.
 *
 * <p>An instruction is on the line of the last line number before it (JVMS 4.7.12). When the code between goes, and the line
 * number with it, the instruction seems to be on another line.
 */
public final class LineNumbers {

    /** Marks the line of an instruction that has lost it. */
    @FunctionalInterface
    public interface Marker {
        void mark(AbstractInsnNode instruction, int line);
    }

    private final Map<AbstractInsnNode, Integer> lines = new HashMap<>();

    private LineNumbers() {}

    public static LineNumbers of(MethodNode method) {
        var numbers = new LineNumbers();
        int line = 0;
        for (var instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction.getOpcode() >= 0) {
                numbers.lines.put(instruction, line);
            }
        }
        return numbers;
    }

    /** Finds the instructions that are no longer on their line; each is on it again before the next is looked for. */
    public void restore(MethodNode method, Marker marker) {
        int current = 0;
        for (var at = method.instructions.getFirst(); at != null; at = at.getNext()) {
            if (at instanceof LineNumberNode number) {
                current = number.line;
            } else if (at.getOpcode() >= 0) {
                int line = lines.getOrDefault(at, current);
                if (line != current) {
                    marker.mark(at, line);
                    current = line;
                }
            }
        }
    }

    /** Puts a line number before the instruction. */
    public static void before(MethodNode method, AbstractInsnNode instruction, int line) {
        var label = new LabelNode();
        method.instructions.insertBefore(instruction, label);
        method.instructions.insertBefore(instruction, new LineNumberNode(line, label));
    }
}
