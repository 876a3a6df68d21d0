package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.MethodPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The static method through which a frame class, which is not a nest mate, reaches the private entries of its class.
 *
 * <pre>
 *     static Object m$weft(C$m$Frame frame, Task task) {
 *         return frame.state &gt; 0
 *                 ? frame.receiver.m(task, frame)
 *                 : frame.receiver.m(frame.i1, …, frame, task, depth(task)); // a number is boxed
 *     }
 * </pre>
 */
final class DispatcherEmitter {

    private static final int FRAME = 0;
    private static final int DRIVER = 1;

    private DispatcherEmitter() {}

    static MethodNode of(MethodPlan plan) {
        var method = plan.method();
        var dispatcher = new MethodNode(
                RuntimeAbi.ASM_API,
                GeneratedNames.dispatcherAccess(method.isInInterface()),
                GeneratedNames.dispatcher(method.node().name),
                EntrySignature.dispatcher(plan),
                null,
                null);
        GeneratedMark.put(dispatcher);
        dispatcher.instructions = plan.points().isEmpty() ? hotCall(plan) : both(plan);
        dispatcher.maxLocals = 2;
        dispatcher.maxStack = OperandDepth.max(dispatcher);
        return dispatcher;
    }

    private static InsnList both(MethodPlan plan) {
        var code = new InsnList();
        var start = new LabelNode();
        code.add(new VarInsnNode(Opcodes.ALOAD, FRAME));
        code.add(FrameAccess.state(plan, Opcodes.GETFIELD));
        code.add(new JumpInsnNode(Opcodes.IFLE, start));
        if (plan.keepsReceiver()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, FRAME));
            code.add(FrameAccess.receiver(plan, Opcodes.GETFIELD));
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, DRIVER));
        code.add(new VarInsnNode(Opcodes.ALOAD, FRAME));
        code.add(EntrySignature.callResume(plan));
        code.add(new InsnNode(Opcodes.ARETURN));
        code.add(start);
        code.add(
                new FrameNode(Opcodes.F_NEW, 2, new Object[] {plan.frameClass(), RuntimeAbi.DRIVER}, 0, new Object[0]));
        code.add(hotCall(plan));
        return code;
    }

    private static InsnList hotCall(MethodPlan plan) {
        var code = new InsnList();
        HotArguments.pushFields(plan, FRAME, code);
        code.add(new VarInsnNode(Opcodes.ALOAD, FRAME));
        code.add(new VarInsnNode(Opcodes.ALOAD, DRIVER));
        code.add(new VarInsnNode(Opcodes.ALOAD, DRIVER));
        code.add(BodyEmitter.runtime(RuntimeAbi.DEPTH, RuntimeAbi.DEPTH_DESCRIPTOR));
        code.add(EntrySignature.callHot(plan));
        code.add(UnboxedResults.box(plan.fusion().result(), DRIVER));
        code.add(new InsnNode(Opcodes.ARETURN));
        return code;
    }
}
