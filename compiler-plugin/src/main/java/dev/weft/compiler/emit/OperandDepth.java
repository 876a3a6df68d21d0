package dev.weft.compiler.emit;

import dev.weft.compiler.code.Jumps;
import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;

/**
 * The exact depth of the operand stack that generated code needs, in slots.
 *
 * <p>One walk: a stack map states the depth, and each instruction changes it as JVMS 6.5 says. The verifier proves that
 * the operands exist.
 */
final class OperandDepth {

    /**
     * The change in depth by each instruction, one letter for each opcode: E for none, D for one less, F for one more,
     * and so on. Instructions whose change depends on a type have E too, and so have {@code jsr}, {@code ret} and
     * {@code wide}.
     */
    private static final String CHANGE = "EFFFFFFFFGGFFFGGFFEEEFGFGF" // nop to aload
            + "EEEEEEEEEEEEEEEEEEEE" // its short forms, which ASM expands
            + "DEDEDDDD" + "DCDCD" + "EEEEEEEEEEEEEEEEEEEE" + "BABABBBB" // loads from arrays, stores, into arrays
            + "DCFFFGGGE" // pop to swap
            + "DCDCDCDCDCDCDCDCDCDC" + "EEEE" + "DDDDDD" + "DCDCDC" + "E" // arithmetic, shifts, logic, iinc
            + "FEFDDEEFFDEDEEE" // conversions
            + "BDDBB" + "DDDDDD" + "CCCCCCCC" + "EEE" + "DD" // comparisons, jumps, switches
            + "DCDCDE" // returns
            + "EEEEEEEEE" // fields, calls
            + "FEEE" + "DEE" + "DD" + "EE" + "DD"; // new to arraylength, athrow, casts, monitors, ifnull

    private static final byte[] BY_OPCODE = CHANGE.getBytes(StandardCharsets.ISO_8859_1);

    private OperandDepth() {}

    /** The greatest depth between any two instructions. */
    static int max(MethodNode method) {
        int greatest = 0;
        int depth = 0;
        for (var at = method.instructions.getFirst(); at != null; at = at.getNext()) {
            int opcode = at.getOpcode();
            if (opcode >= 0) {
                depth += change(at, opcode);
            } else if (at instanceof FrameNode map) {
                depth = depth(map);
            }
            greatest = Math.max(greatest, depth);
            if (Jumps.endsBlock(opcode)) {
                depth = 0; // until the next stack map
            }
        }
        return greatest;
    }

    private static int depth(FrameNode map) {
        int depth = 0;
        for (var entry : map.stack) {
            depth += entry == Opcodes.LONG || entry == Opcodes.DOUBLE ? 2 : 1;
        }
        return depth;
    }

    private static int change(AbstractInsnNode instruction, int opcode) {
        return switch (opcode) {
            case Opcodes.LDC -> sizeOf(((LdcInsnNode) instruction).cst);
            case Opcodes.GETSTATIC -> sizeOf(instruction);
            case Opcodes.PUTSTATIC -> -sizeOf(instruction);
            case Opcodes.GETFIELD -> sizeOf(instruction) - 1;
            case Opcodes.PUTFIELD -> -sizeOf(instruction) - 1;
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKEINTERFACE ->
                ofCall(((MethodInsnNode) instruction).desc) - 1;
            case Opcodes.INVOKESTATIC -> ofCall(((MethodInsnNode) instruction).desc);
            case Opcodes.INVOKEDYNAMIC -> ofCall(((InvokeDynamicInsnNode) instruction).desc);
            case Opcodes.MULTIANEWARRAY -> 1 - ((MultiANewArrayInsnNode) instruction).dims;
            default -> BY_OPCODE[opcode] - 'E';
        };
    }

    private static int sizeOf(Object constant) {
        if (constant instanceof ConstantDynamic computed) {
            return computed.getSize();
        }
        return constant instanceof Long || constant instanceof Double ? 2 : 1;
    }

    private static int sizeOf(AbstractInsnNode access) {
        char type = ((FieldInsnNode) access).desc.charAt(0);
        return type == 'J' || type == 'D' ? 2 : 1;
    }

    private static int ofCall(String descriptor) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor); // counts a receiver, which a static call does not have
        return (sizes & 3) - (sizes >> 2) + 1;
    }
}
