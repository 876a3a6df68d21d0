package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.FrameField;
import dev.weft.compiler.split.MethodPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Instructions on frames. */
final class FrameAccess {

    private FrameAccess() {}

    static FieldInsnNode get(MethodPlan plan, FrameField field) {
        return new FieldInsnNode(Opcodes.GETFIELD, plan.frameClass(), field.name(), field.descriptor());
    }

    static FieldInsnNode put(MethodPlan plan, FrameField field) {
        return new FieldInsnNode(Opcodes.PUTFIELD, plan.frameClass(), field.name(), field.descriptor());
    }

    static FieldInsnNode receiver(MethodPlan plan, int opcode) {
        return new FieldInsnNode(
                opcode,
                plan.frameClass(),
                GeneratedNames.RECEIVER_FIELD,
                plan.ownerType().getDescriptor());
    }

    static FieldInsnNode state(MethodPlan plan, int opcode) {
        return new FieldInsnNode(opcode, plan.frameClass(), RuntimeAbi.STATE, "I");
    }

    /** One of the constants of {@code Frame} that an entry returns instead of a result. */
    static FieldInsnNode sentinel(String name) {
        return new FieldInsnNode(Opcodes.GETSTATIC, RuntimeAbi.FRAME, name, RuntimeAbi.OBJECT_DESCRIPTOR);
    }

    /** {@code Boolean.TRUE} or {@code FALSE}: whether a stream gives an item. */
    static FieldInsnNode bool(boolean value) {
        return new FieldInsnNode(
                Opcodes.GETSTATIC, "java/lang/Boolean", value ? "TRUE" : "FALSE", "Ljava/lang/Boolean;");
    }

    /** {@code C$m$Frame.of([receiver,] frame)}: the frame, or a new one if it is null. */
    static MethodInsnNode of(MethodPlan plan) {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC, plan.frameClass(), GeneratedNames.FRAME_OF, ofDescriptor(plan), false);
    }

    /** Puts the frame into its variable if it is not there yet. */
    static InsnList obtain(MethodPlan plan) {
        var code = new InsnList();
        if (plan.keepsReceiver()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot()));
        code.add(of(plan));
        code.add(new VarInsnNode(Opcodes.ASTORE, plan.slots().frameSlot()));
        return code;
    }

    static String ofDescriptor(MethodPlan plan) {
        return plan.keepsReceiver()
                ? Type.getMethodDescriptor(plan.frameType(), plan.ownerType(), plan.frameType())
                : Type.getMethodDescriptor(plan.frameType(), plan.frameType());
    }

    static AbstractInsnNode pushInt(int value) {
        if (value >= -1 && value <= 5) {
            return new InsnNode(Opcodes.ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            return new IntInsnNode(Opcodes.BIPUSH, value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            return new IntInsnNode(Opcodes.SIPUSH, value);
        }
        return new LdcInsnNode(value);
    }
}
