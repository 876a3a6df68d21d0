package dev.weft.compiler.emit;

import dev.weft.compiler.split.MethodPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.VarInsnNode;

/** The arguments of a hot entry before its frame and task: the receiver and the parameters. */
final class HotArguments {

    private HotArguments() {}

    /** Pushes them from the variables of the source method. */
    static void pushVariables(MethodPlan plan, InsnList code) {
        if (plan.keepsReceiver()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        for (var parameter : plan.parameters()) {
            code.add(new VarInsnNode(parameter.field().type().opcode(Opcodes.ILOAD), parameter.slot()));
        }
    }

    /** Pushes them from the fields of the coroutine in a slot. */
    static void pushFields(MethodPlan plan, int frameSlot, InsnList code) {
        if (plan.keepsReceiver()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, frameSlot));
            code.add(FrameAccess.receiver(plan, Opcodes.GETFIELD));
        }
        if (!plan.method().passesParametersInFrame()) {
            for (var parameter : plan.parameters()) {
                code.add(new VarInsnNode(Opcodes.ALOAD, frameSlot));
                code.add(FrameAccess.get(plan, parameter.field()));
            }
        }
    }
}
