package dev.weft.compiler.code;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The instruction that takes an operand: the call whose argument it is, though others are computed in between. */
public final class OperandUse {

    /** Of an instruction that is not known: it may do anything with the operands. */
    private static final int ANY = -1;

    private OperandUse() {}

    /**
     * Returns the instruction that takes the uppermost operand.
     *
     * @param made the instruction behind which it is the uppermost
     * @return null where paths part or meet before, or where something else than loads, constants, fields and calls
     *     comes before
     */
    public static @Nullable AbstractInsnNode of(AbstractInsnNode made) {
        return below(made, 0);
    }

    /** Returns the instruction that takes what was the uppermost operand before it was copied. */
    public static @Nullable AbstractInsnNode ofCopied(AbstractInsnNode dup) {
        return below(dup, 1);
    }

    private static @Nullable AbstractInsnNode below(AbstractInsnNode from, int slots) {
        int above = slots;
        for (var at = from.getNext(); at != null && !(at instanceof FrameNode); at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                int taken = taken(at);
                if (taken > above) {
                    return at;
                } else if (taken == ANY) {
                    return null;
                }
                above += given(at) - taken;
            }
        }
        return null;
    }

    /** How many slots of the stack it takes. */
    private static int taken(AbstractInsnNode at) {
        int opcode = at.getOpcode();
        if (opcode <= Opcodes.ALOAD || opcode == Opcodes.GETSTATIC || opcode == Opcodes.NEW) {
            return 0;
        }
        return switch (opcode) {
            case Opcodes.DUP, Opcodes.CHECKCAST, Opcodes.GETFIELD, Opcodes.ANEWARRAY, Opcodes.ARRAYLENGTH -> 1;
            case Opcodes.AALOAD, Opcodes.IALOAD, Opcodes.IADD, Opcodes.ISUB -> 2;
            case Opcodes.AASTORE -> 3;
            case Opcodes.INVOKESTATIC -> arguments(((MethodInsnNode) at).desc);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE, Opcodes.INVOKESPECIAL ->
                arguments(((MethodInsnNode) at).desc) + 1;
            case Opcodes.INVOKEDYNAMIC -> arguments(((InvokeDynamicInsnNode) at).desc);
            default -> ANY;
        };
    }

    /** How many it gives, of the instructions whose number is known. */
    private static int given(AbstractInsnNode at) {
        return switch (at.getOpcode()) {
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1, Opcodes.LLOAD, Opcodes.DLOAD ->
                2;
            case Opcodes.LDC ->
                ((LdcInsnNode) at).cst instanceof Long || ((LdcInsnNode) at).cst instanceof Double ? 2 : 1;
            case Opcodes.GETSTATIC, Opcodes.GETFIELD ->
                Type.getType(((FieldInsnNode) at).desc).getSize();
            case Opcodes.DUP -> 2;
            case Opcodes.NOP, Opcodes.AASTORE -> 0;
            case Opcodes.INVOKESTATIC, Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE, Opcodes.INVOKESPECIAL ->
                Type.getReturnType(((MethodInsnNode) at).desc).getSize();
            case Opcodes.INVOKEDYNAMIC ->
                Type.getReturnType(((InvokeDynamicInsnNode) at).desc).getSize();
            default -> 1;
        };
    }

    private static int arguments(String descriptor) {
        return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1; // counts a receiver
    }
}
