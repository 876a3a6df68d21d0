package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The beginning of a hot entry that fused calls reach again and again. If the entry is too deep on the thread's stack,
 * it puts its arguments into a frame and returns. The runtime starts the method from that frame once the stack has
 * unwound.
 *
 * <pre>
 *     if (Suspension.tooDeep(depth)) {
 *         frame = Frame.of(this, frame);
 *         frame.l1 = p; …
 *         return Suspension.defer(frame, task);
 *     }
 * </pre>
 */
final class DepthCheck {

    private DepthCheck() {}

    static InsnList of(MethodPlan plan, StackMaps stackMaps) {
        var code = new InsnList();
        var notTooDeep = new LabelNode();
        int task = plan.slots().taskSlot();
        int frame = plan.slots().frameSlot();
        code.add(new VarInsnNode(Opcodes.ILOAD, plan.slots().depthSlot()));
        code.add(BodyEmitter.runtime(RuntimeAbi.TOO_DEEP, RuntimeAbi.TOO_DEEP_DESCRIPTOR));
        code.add(new JumpInsnNode(Opcodes.IFEQ, notTooDeep));
        code.add(FrameAccess.obtain(plan));
        for (var parameter : plan.parameters()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, frame));
            code.add(new VarInsnNode(parameter.field().type().opcode(Opcodes.ILOAD), parameter.slot()));
            code.add(FrameAccess.put(plan, parameter.field()));
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, frame));
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(BodyEmitter.runtime(RuntimeAbi.DEFER, RuntimeAbi.DEFER_DESCRIPTOR));
        code.add(UnboxedResults.returnObject(plan, false));
        code.add(notTooDeep);
        var locals = new ArrayList<VerificationType>();
        if (plan.keepsReceiver()) {
            locals.add(VerificationType.reference(plan.method().owner().name));
        }
        plan.parameterTypes().forEach(type -> {
            var known = VerificationType.of(type);
            locals.add(known);
            if (known.getSize() == 2) {
                locals.add(VerificationType.TOP);
            }
        });
        code.add(stackMaps.of(locals, List.of()));
        return code;
    }
}
