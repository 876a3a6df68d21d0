package dev.weft.compiler.emit;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Where the instructions of a method lie if each jump takes as many bytes as it can. No two are further apart in any
 * class file.
 */
final class WidestLayout {

    private final MethodNode method;
    private final int[] offsets;

    WidestLayout(MethodNode method) {
        this.method = method;
        offsets = new int[method.instructions.size()];
        int offset = 0;
        int index = 0;
        for (var instruction : method.instructions) {
            offsets[index++] = offset;
            offset += CodeLength.atMost(instruction);
            offset += instruction instanceof JumpInsnNode jump ? growth(jump) : 0;
        }
    }

    /** Whether the jump may have to be wide: two bytes may not do for its distance. */
    boolean mayBeFar(JumpInsnNode jump) {
        return distance(jump, jump.label) > Short.MAX_VALUE;
    }

    int distance(AbstractInsnNode one, AbstractInsnNode other) {
        return Math.abs(offsetOf(one) - offsetOf(other));
    }

    private int offsetOf(AbstractInsnNode instruction) {
        return offsets[method.instructions.indexOf(instruction)];
    }

    /** How many bytes the jumps that may be far can add. */
    int growth() {
        int growth = 0;
        for (var instruction : method.instructions) {
            if (instruction instanceof JumpInsnNode jump && mayBeFar(jump)) {
                growth += growth(jump);
            }
        }
        return growth;
    }

    /** A wide jump has an offset of four bytes. There is none on a condition: it jumps around a {@code goto_w}. */
    private static int growth(JumpInsnNode jump) {
        return jump.getOpcode() == Opcodes.GOTO ? 2 : 5;
    }
}
