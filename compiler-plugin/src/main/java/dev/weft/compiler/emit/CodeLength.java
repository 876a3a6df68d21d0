package dev.weft.compiler.emit;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The number of bytes that the code of a method takes, and the limits that it may exceed. */
final class CodeLength {

    /** JVMS 4.7.3: a class file cannot hold a longer method. */
    static final int WRITABLE = 65_535;

    /** HotSpot's {@code -XX:HugeMethodLimit}: its compilers never compile a longer method. */
    static final int COMPILABLE = 8_000;

    /** Constants of a one-byte index, in a class that may have any number of them. */
    private static final int SHORT_INDICES = 256;

    private CodeLength() {}

    static boolean fits(MethodNode method, int limit) {
        int bound = atMost(method);
        // with wide jumps the bound is coarse, by less than a factor of three; shorter code has no wide jumps
        return bound <= limit || (limit > Short.MAX_VALUE && bound / 3 <= limit && fitsWithWideJumps(method, limit));
    }

    /** To write an entry takes longer than to make it, so that is only done where the numbers do not tell. */
    private static boolean fitsWithWideJumps(MethodNode method, int limit) {
        int length = 0;
        int padding = 0;
        for (var instruction : method.instructions) {
            length += atMost(instruction);
            padding += instruction.getOpcode() == Opcodes.TABLESWITCH || instruction.getOpcode() == Opcodes.LOOKUPSWITCH
                    ? 3
                    : 0;
        }
        return length - padding <= limit
                && (length + new WidestLayout(method).growth() <= limit || of(method) <= limit);
    }

    /**
     * The length that ASM would write if all constants had indices of two bytes. Jumps count as wide if the code is too
     * long for short ones.
     */
    static int atMost(MethodNode method) {
        int length = 0;
        int jumps = 0;
        for (var at = method.instructions.getFirst(); at != null; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                length += atMost(at);
                jumps += at instanceof JumpInsnNode ? 1 : 0;
            }
        }
        // a wide jump on a condition is one around a goto_w: eight bytes
        return length <= Short.MAX_VALUE ? length : length + 5 * jumps;
    }

    static int atMost(AbstractInsnNode instruction) {
        return switch (instruction.getType()) {
            case AbstractInsnNode.LABEL, AbstractInsnNode.LINE, AbstractInsnNode.FRAME -> 0;
            case AbstractInsnNode.INSN -> 1;
            case AbstractInsnNode.VAR_INSN -> ofAccess(((VarInsnNode) instruction).var);
            case AbstractInsnNode.IINC_INSN -> ofIncrement((IincInsnNode) instruction);
            case AbstractInsnNode.INT_INSN -> instruction.getOpcode() == Opcodes.SIPUSH ? 3 : 2;
            case AbstractInsnNode.METHOD_INSN -> instruction.getOpcode() == Opcodes.INVOKEINTERFACE ? 5 : 3;
            case AbstractInsnNode.INVOKE_DYNAMIC_INSN -> 5;
            case AbstractInsnNode.MULTIANEWARRAY_INSN -> 4;
            case AbstractInsnNode.TABLESWITCH_INSN ->
                1 + 3 + 12 + 4 * ((TableSwitchInsnNode) instruction).labels.size(); // three bytes of padding
            case AbstractInsnNode.LOOKUPSWITCH_INSN ->
                1 + 3 + 8 + 8 * ((LookupSwitchInsnNode) instruction).labels.size();
            default -> 3; // fields, types, jumps, constants
        };
    }

    private static int ofAccess(int slot) {
        if (slot < 4) {
            return 1;
        }
        return slot < 256 ? 2 : 4;
    }

    private static int ofIncrement(IincInsnNode increment) {
        return increment.var < 256 && increment.incr == (byte) increment.incr ? 3 : 6;
    }

    /**
     * The length that ASM writes, apart from the wide jumps that it makes; more than any limit if the method cannot be written even with
     * them.
     */
    static int of(MethodNode method) {
        var writer = new ClassWriter(0);
        writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
        writer.visit(Opcodes.V1_8, 0, "Trial", null, "java/lang/Object", null);
        for (int i = 0; i < SHORT_INDICES; i++) {
            writer.newUTF8("constant " + i);
        }
        var wide = WideJumps.in(method);
        var end = new LabelNode();
        method.instructions.add(end);
        try {
            method.accept(writer);
            return writer.toByteArray().length > 0 ? end.getLabel().getOffset() : 0;
        } catch (MethodTooLargeException tooLarge) {
            return Integer.MAX_VALUE;
        } finally {
            method.instructions.remove(end);
            WideJumps.restore(wide);
        }
    }
}
