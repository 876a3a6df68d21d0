package dev.weft.compiler.emit;

import dev.weft.compiler.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.split.FrameField;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What an entry does when an await suspended: save what is live in the frame, forget what is not, link the frame, leave.
 *
 * <pre>
 *     frame = Frame.of(this, frame);           // hot entry: the coroutine itself, or a new frame
 *     frame.s0 = …; frame.l1 = …;              // operands, variables
 *     frame.l2 = null;                         // left by an earlier suspension
 *     frame.state = 3;
 *     Suspension.suspend(frame, task);
 *     return SUSPENDED;
 * </pre>
 */
final class SuspendBlocks {

    private final MethodPlan plan;
    private final StackMaps stackMaps;
    private final boolean frameExists;
    private final Map<SuspensionPoint, LabelNode> labels = new HashMap<>();

    SuspendBlocks(MethodPlan plan, StackMaps stackMaps, boolean frameExists) {
        this.plan = plan;
        this.stackMaps = stackMaps;
        this.frameExists = frameExists;
        plan.points().forEach(point -> labels.put(point, new LabelNode()));
    }

    LabelNode labelOf(SuspensionPoint point) {
        var label = labels.get(point);
        if (label == null) {
            throw new IllegalArgumentException("no suspension point of this method: " + point);
        }
        return label;
    }

    InsnList of(SuspensionPoint point) {
        var code = new InsnList();
        code.add(labelOf(point));
        if (point.site().line() > 0) {
            code.add(new LineNumberNode(point.site().line(), labelOf(point)));
        }
        code.add(stackMaps.of(point.site().locals(), point.site().operands(), RuntimeAbi.OBJECT));
        code.add(new InsnNode(Opcodes.POP)); // the sentinel
        if (!frameExists) {
            obtainFrame(code);
        }
        saveOperands(point, code);
        saveLocals(point, code);
        clear(frameExists ? point.stale() : point.staleInParameters(), code);
        leave(point, code);
        return code;
    }

    private void obtainFrame(InsnList code) {
        if (plan.keepsReceiver()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        code.add(loadFrame());
        code.add(Frames.of(plan));
        code.add(new VarInsnNode(Opcodes.ASTORE, plan.slots().frameSlot()));
    }

    private void saveOperands(SuspensionPoint point, InsnList code) {
        for (int depth = point.savedOperands().size() - 1; depth >= 0; depth--) {
            saveOperand(point.savedOperands().get(depth), code);
        }
    }

    private void saveOperand(Optional<FrameField> field, InsnList code) {
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
        code.add(Frames.put(plan, field.get()));
    }

    private void saveLocals(SuspensionPoint point, InsnList code) {
        for (var spill : point.savedLocals()) {
            VerificationType type = spill.field().type();
            code.add(loadFrame());
            code.add(new VarInsnNode(type.opcode(Opcodes.ILOAD), plan.slots().slot(spill.slot())));
            code.add(Frames.put(plan, spill.field()));
        }
    }

    private void clear(List<FrameField> stale, InsnList code) {
        for (var field : stale) {
            code.add(loadFrame());
            code.add(new InsnNode(Opcodes.ACONST_NULL));
            code.add(Frames.put(plan, field));
        }
    }

    private void leave(SuspensionPoint point, InsnList code) {
        code.add(loadFrame());
        code.add(Frames.pushInt(point.state()));
        code.add(Frames.state(plan, Opcodes.PUTFIELD));
        code.add(loadFrame());
        code.add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        code.add(BodyEmitter.runtime(RuntimeAbi.SUSPEND, RuntimeAbi.SUSPEND_DESCRIPTOR));
        code.add(Frames.suspended());
        code.add(new InsnNode(Opcodes.ARETURN));
    }

    private VarInsnNode loadFrame() {
        return new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot());
    }
}
