package dev.weft.compiler.emit;

import dev.weft.compiler.GeneratedNames;
import dev.weft.compiler.RuntimeAbi;
import dev.weft.compiler.split.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The resume entry of a method that was cut into segments: calls the one that the state belongs to, as long as one hands over
 * to another.
 *
 * <pre>
 *     do {
 *         r = frame.state &lt;= 700 ? m$1(task, frame) : frame.state &lt;= 1400 ? m$2(task, frame) : …;
 *     } while (r == HANDED_OVER);
 *     return r;
 * </pre>
 */
final class SegmentDispatch {

    private final MethodPlan plan;
    private final int task;
    private final InsnList code = new InsnList();

    private SegmentDispatch(MethodPlan plan) {
        this.plan = plan;
        this.task = plan.receiverSlots();
    }

    static MethodNode of(MethodPlan plan, List<Segment> segments) {
        var dispatch = new SegmentDispatch(plan);
        dispatch.loop(segments);
        var method = new MethodNode(
                RuntimeAbi.ASM_API,
                GeneratedNames.entryAccess(plan.entryAccess()),
                plan.method().node().name,
                EntrySignature.resume(plan),
                null,
                null);
        GeneratedMark.put(method);
        method.instructions = dispatch.code;
        method.maxLocals = dispatch.task + 2;
        method.maxStack = OperandDepth.max(method);
        return method;
    }

    private void loop(List<Segment> segments) {
        var again = new LabelNode();
        var returned = new LabelNode();
        var done = new LabelNode();
        code.add(again);
        code.add(map());
        for (int i = 0; i < segments.size(); i++) {
            callIfLast(segments, i, returned);
        }
        code.add(returned);
        code.add(map(RuntimeAbi.OBJECT));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(Frames.sentinel(RuntimeAbi.HANDED_OVER));
        code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, done));
        code.add(new InsnNode(Opcodes.POP));
        code.add(new JumpInsnNode(Opcodes.GOTO, again));
        code.add(done);
        code.add(map(RuntimeAbi.OBJECT));
        code.add(new InsnNode(Opcodes.ARETURN));
    }

    private void callIfLast(List<Segment> segments, int index, LabelNode returned) {
        boolean isLast = index == segments.size() - 1;
        var next = new LabelNode();
        if (!isLast) {
            code.add(new VarInsnNode(Opcodes.ALOAD, task + 1));
            code.add(Frames.state(plan, Opcodes.GETFIELD));
            code.add(Frames.pushInt(segments.get(index).last()));
            code.add(new JumpInsnNode(Opcodes.IF_ICMPGT, next));
        }
        if (!plan.staticEntries()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(new VarInsnNode(Opcodes.ALOAD, task + 1));
        code.add(EntrySignature.callSegment(plan, index));
        if (!isLast) {
            code.add(new JumpInsnNode(Opcodes.GOTO, returned));
            code.add(next);
            code.add(map());
        }
    }

    private FrameNode map(Object... stack) {
        Object[] hidden = {RuntimeAbi.TASK, plan.frameClass()};
        Object[] locals = plan.staticEntries()
                ? hidden
                : new Object[] {plan.method().owner().name, RuntimeAbi.TASK, plan.frameClass()};
        return new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
}
