package dev.weft.compiler.scan;

import dev.weft.compiler.RuntimeAbi;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the calls of {@code Weft.await} in a method, and the line of an instruction. */
public final class AwaitCalls {

    private AwaitCalls() {}

    public static List<MethodInsnNode> in(MethodNode method) {
        var calls = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            if (isAwait(instruction)) {
                calls.add((MethodInsnNode) instruction);
            }
        }
        return calls;
    }

    public static boolean isAwait(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && call.owner.equals(RuntimeAbi.WEFT)
                && call.name.equals(RuntimeAbi.AWAIT);
    }

    /** The line of the instruction, or 0 where the class file has none. */
    public static int lineOf(AbstractInsnNode instruction) {
        for (AbstractInsnNode at = instruction; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** The first line of a method, or 0. */
    public static int firstLineOf(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }
}
