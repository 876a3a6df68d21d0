package dev.weft.benchmarks.count;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lets each basic block of a class say, when it is entered, how many instructions it has:
 *
 * <pre>{@code
 *   L:  aload 0            L:  Executed.bytecodes += 2
 *       goto M                 aload 0
 *                              goto M
 * }</pre>
 *
 * <p>A block that an exception leaves early counts as executed.
 */
final class CountBlocks {
    private static final String COUNTER = Type.getInternalName(Executed.class);

    private CountBlocks() {}

    static byte[] of(byte[] original) {
        var type = new ClassNode();
        new ClassReader(original).accept(type, 0);
        type.methods.forEach(CountBlocks::method);
        // the stack grows by what a counter needs; frames stay right, since counters leave nothing on it
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }

    private static void method(MethodNode method) {
        AbstractInsnNode first = null;
        int length = 0;
        for (var instruction : method.instructions.toArray()) {
            if (first != null && instruction instanceof LabelNode) {
                count(method, first, length);
                first = null;
            }
            if (instruction.getOpcode() < 0) {
                continue;
            }
            length = first == null ? 1 : length + 1;
            first = first == null ? instruction : first;
            if (endsBlock(instruction)) {
                count(method, first, length);
                first = null;
            }
        }
        if (first != null) {
            count(method, first, length);
        }
    }

    private static boolean endsBlock(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return instruction instanceof JumpInsnNode
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH
                || opcode == Opcodes.ATHROW
                || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
    }

    /** Behind a {@code new}: stack maps name an object without its constructor by the place right before that. */
    private static void count(MethodNode method, AbstractInsnNode first, int length) {
        var counter = new InsnList();
        counter.add(new FieldInsnNode(Opcodes.GETSTATIC, COUNTER, "bytecodes", "J"));
        counter.add(new LdcInsnNode((long) length));
        counter.add(new InsnNode(Opcodes.LADD));
        counter.add(new FieldInsnNode(Opcodes.PUTSTATIC, COUNTER, "bytecodes", "J"));
        if (first.getOpcode() == Opcodes.NEW) {
            method.instructions.insert(first, counter);
        } else {
            method.instructions.insertBefore(first, counter);
        }
    }
}
