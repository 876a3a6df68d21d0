package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.split.FrameField;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.Spill;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The code that an entry runs when an await has suspended: it saves live values in the frame, clears stale ones, links
 * the frame and leaves.
 *
 * <pre>
 *     frame = Frame.of(this, frame);           // hot entry: the coroutine itself, or a new frame
 *     frame.s0 = …; frame.l1 = …;              // operands, variables; in the resume entry, those that changed
 *     frame.l2 = null;                         // left by an earlier suspension
 *     frame.state = 3;
 *     Suspension.suspend(frame, task);
 *     return SUSPENDED;
 * </pre>
 */
final class SuspendBlock {

    private final MethodPlan plan;
    private final SuspensionPoint point;
    private final InsnList code = new InsnList();

    private SuspendBlock(MethodPlan plan, SuspensionPoint point) {
        this.plan = plan;
        this.point = point;
    }

    /**
     * Returns the code for an await that has suspended. It finds the sentinel on top of the operands.
     *
     * @param frameExists whether the frame is there already, as it is in the resume entry
     */
    static InsnList suspend(MethodPlan plan, SuspensionPoint point, boolean frameExists) {
        var block = new SuspendBlock(plan, point);
        block.code.add(new InsnNode(Opcodes.POP)); // the sentinel
        block.save(frameExists);
        block.code.add(block.loadFrame());
        block.code.add(block.loadTask());
        block.code.add(BodyEmitter.runtime(RuntimeAbi.SUSPEND, RuntimeAbi.SUSPEND_DESCRIPTOR));
        block.code.add(UnboxedResults.returnSuspension(plan, point, frameExists));
        return block.code;
    }

    /**
     * Returns the code that leaves where an item was emitted.
     *
     * @param frameExists whether the frame is known to be there
     */
    static InsnList emitted(MethodPlan plan, SuspensionPoint point, boolean frameExists) {
        var block = new SuspendBlock(plan, point);
        if (point.delegates()) {
            block.code.add(new InsnNode(Opcodes.POP)); // the same as is returned
        }
        block.save(frameExists);
        block.code.add(
                point.delegates()
                        ? new FieldInsnNode(
                                Opcodes.GETSTATIC,
                                RuntimeAbi.STREAM_FRAME,
                                RuntimeAbi.DELEGATED,
                                RuntimeAbi.OBJECT_DESCRIPTOR)
                        : FrameAccess.bool(true));
        block.code.add(new InsnNode(Opcodes.ARETURN));
        return block.code;
    }

    /**
     * Returns the code for an await that has returned a value with which another segment goes on. The value is on top
     * of the operands.
     */
    static InsnList handOver(MethodPlan plan, SuspensionPoint point, boolean frameExists) {
        var block = new SuspendBlock(plan, point);
        block.keepValue();
        block.save(frameExists);
        if (frameExists) {
            block.code.add(FrameAccess.sentinel(RuntimeAbi.HANDED_OVER));
        } else {
            block.resumeHere();
        }
        block.code.add(UnboxedResults.returnObject(plan, frameExists));
        return block.code;
    }

    /** Returns the code that takes the state from the top of the operands. */
    static InsnList storeState(MethodPlan plan) {
        var code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot()));
        code.add(new InsnNode(Opcodes.SWAP));
        code.add(FrameAccess.state(plan, Opcodes.PUTFIELD));
        return code;
    }

    /** As {@link #suspend}, where there is a frame and it has its state. */
    static InsnList sharedSuspend(MethodPlan plan, SuspensionPoint point, boolean calledByDispatch) {
        var block = new SuspendBlock(plan, point);
        block.code.add(new InsnNode(Opcodes.POP)); // the sentinel
        block.saveAll();
        block.code.add(block.loadFrame());
        block.code.add(block.loadTask());
        block.code.add(BodyEmitter.runtime(RuntimeAbi.SUSPEND, RuntimeAbi.SUSPEND_DESCRIPTOR));
        block.code.add(FrameAccess.sentinel(RuntimeAbi.SUSPENDED));
        block.code.add(UnboxedResults.returnObject(plan, calledByDispatch));
        return block.code;
    }

    /** As {@link #handOver}, where there is a frame and it has its state. */
    static InsnList sharedHandOver(MethodPlan plan, SuspensionPoint point, boolean calledByDispatch) {
        var block = new SuspendBlock(plan, point);
        block.keepValue();
        block.saveAll();
        if (calledByDispatch) {
            block.code.add(FrameAccess.sentinel(RuntimeAbi.HANDED_OVER));
        } else {
            block.resumeHere();
        }
        block.code.add(UnboxedResults.returnObject(plan, calledByDispatch));
        return block.code;
    }

    private void saveAll() {
        saveOperands();
        saveLocals(point.saved().locals());
        clear(point.saved().stale());
    }

    private void save(boolean frameExists) {
        if (!frameExists) {
            code.add(FrameAccess.obtain(plan));
        }
        saveOperands();
        saveLocals(frameExists ? point.saved().changed() : point.saved().locals());
        clear(frameExists ? point.saved().stale() : point.saved().staleInParameters());
        code.add(loadFrame());
        code.add(FrameAccess.pushInt(point.state()));
        code.add(FrameAccess.state(plan, Opcodes.PUTFIELD));
    }

    private void keepValue() {
        code.add(loadTask());
        code.add(new VarInsnNode(Opcodes.ILOAD, plan.slots().depthSlot()));
        code.add(BodyEmitter.runtime(RuntimeAbi.READY, RuntimeAbi.READY_DESCRIPTOR));
    }

    private void resumeHere() {
        if (plan.keepsReceiver()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        code.add(loadTask());
        code.add(loadFrame());
        code.add(EntrySignature.callResume(plan));
    }

    private void saveOperands() {
        for (int depth = point.saved().operands().size() - 1; depth >= 0; depth--) {
            saveOperand(point.saved().operands().get(depth));
        }
    }

    private void saveOperand(Optional<FrameField> field) {
        if (field.isEmpty()) {
            code.add(new InsnNode(Opcodes.POP));
            return;
        }
        code.add(loadFrame());
        if (field.get().type().getSize() == 2) {
            code.add(new InsnNode(Opcodes.DUP_X2));
            code.add(new InsnNode(Opcodes.POP));
        } else {
            code.add(new InsnNode(Opcodes.SWAP));
        }
        code.add(FrameAccess.put(plan, field.get()));
    }

    private void saveLocals(List<Spill> locals) {
        for (var spill : locals) {
            VerificationType type = spill.field().type();
            code.add(loadFrame());
            code.add(new VarInsnNode(type.opcode(Opcodes.ILOAD), plan.slots().slot(spill.slot())));
            code.add(FrameAccess.put(plan, spill.field()));
        }
    }

    private void clear(List<FrameField> stale) {
        for (var field : stale) {
            code.add(loadFrame());
            code.add(new InsnNode(Opcodes.ACONST_NULL));
            code.add(FrameAccess.put(plan, field));
        }
    }

    private VarInsnNode loadFrame() {
        return new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot());
    }

    private VarInsnNode loadTask() {
        return new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot());
    }
}
