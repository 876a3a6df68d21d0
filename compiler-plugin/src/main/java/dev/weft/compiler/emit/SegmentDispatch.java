package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
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
 * The resume entry of a method that was cut into segments. It calls the segment to which the state belongs, and repeats
 * that as long as a segment hands over to another.
 *
 * <pre>
 *     do {
 *         r = frame.state &lt;= 700 ? m$1(task, frame) : m$2(task, frame);   // of many, a search by halves
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
        callOneOf(segments, 0, segments.size() - 1, returned);
        code.add(returned);
        code.add(map(RuntimeAbi.OBJECT));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(FrameAccess.sentinel(RuntimeAbi.HANDED_OVER));
        code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, done));
        code.add(new InsnNode(Opcodes.POP));
        code.add(new JumpInsnNode(Opcodes.GOTO, again));
        code.add(done);
        code.add(map(RuntimeAbi.OBJECT));
        code.add(new InsnNode(Opcodes.ARETURN));
    }

    /** Chooses by binary search: there may be hundreds of segments. */
    private void callOneOf(List<Segment> segments, int lowest, int highest, LabelNode returned) {
        if (lowest == highest) {
            call(lowest);
            if (lowest < segments.size() - 1) {
                code.add(new JumpInsnNode(Opcodes.GOTO, returned));
            }
            return;
        }
        int middle = (lowest + highest) / 2;
        var higher = new LabelNode();
        code.add(new VarInsnNode(Opcodes.ALOAD, task + 1));
        code.add(FrameAccess.state(plan, Opcodes.GETFIELD));
        code.add(FrameAccess.pushInt(segments.get(middle).last()));
        code.add(new JumpInsnNode(Opcodes.IF_ICMPGT, higher));
        callOneOf(segments, lowest, middle, returned);
        code.add(higher);
        code.add(map());
        callOneOf(segments, middle + 1, highest, returned);
    }

    private void call(int index) {
        if (!plan.staticEntries()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(new VarInsnNode(Opcodes.ALOAD, task + 1));
        code.add(EntrySignature.callSegment(plan, index));
    }

    private FrameNode map(Object... stack) {
        Object[] hidden = {RuntimeAbi.DRIVER, plan.frameClass()};
        Object[] locals = plan.staticEntries()
                ? hidden
                : new Object[] {plan.method().owner().name, RuntimeAbi.DRIVER, plan.frameClass()};
        return new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
}
