package dev.weft.compiler.emit;

import dev.weft.compiler.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.normalise.RemoveDeadCode;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.Spill;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The entry in which a suspended method goes on: a dispatch on the state, and a second copy of the body.
 *
 * <pre>
 *     switch (frame.state) { case k: goto RESTORE_k; … }
 *     …
 *     result = Suspension.await(x, task); if (result == SUSPENDED) goto SUSPEND_k; goto READY_k;
 *   RESUME_k:
 *     result = Suspension.resumed(task);      // inside the try ranges of the await: here a failure is thrown
 *   READY_k:
 *     …
 *   RESTORE_k:                                // outside of them
 *     x = frame.l1; …; goto RESUME_k;
 * </pre>
 *
 * A variable that the stack maps know but no path reads again gets a default value: it was not saved.
 */
final class ResumeEntry extends BodyEmitter {

    private final Map<SuspensionPoint, LabelNode> resumeLabels = new HashMap<>();

    private ResumeEntry(MethodPlan plan) {
        super(plan, EntrySignature.resume(plan), true);
        plan.points().forEach(point -> resumeLabels.put(point, new LabelNode()));
    }

    static MethodNode of(MethodPlan plan) {
        var emitter = new ResumeEntry(plan);
        emitter.moveHidden(plan.receiverSlots() + 1, plan.receiverSlots());
        var restoreLabels = plan.points().stream().map(point -> new LabelNode()).toList();
        emitter.dispatch(restoreLabels);
        emitter.copyBody();
        for (var point : plan.points()) {
            emitter.restore(point, restoreLabels.get(point.state() - 1));
        }
        RemoveDeadCode.in(emitter.entry);
        return emitter.finish();
    }

    private void dispatch(List<LabelNode> restoreLabels) {
        var unknown = new LabelNode();
        add(loadFrame());
        add(Frames.state(plan, Opcodes.GETFIELD));
        add(new TableSwitchInsnNode(1, restoreLabels.size(), unknown, restoreLabels.toArray(LabelNode[]::new)));
        add(unknown);
        add(atDispatch());
        add(loadFrame());
        add(runtime(RuntimeAbi.BAD_STATE, RuntimeAbi.BAD_STATE_DESCRIPTOR));
        add(new InsnNode(Opcodes.ATHROW));
    }

    private FrameNode atDispatch() {
        return stackMaps.of(
                plan.staticEntries()
                        ? List.of()
                        : List.of(VerificationType.reference(plan.method().owner().name)),
                List.of());
    }

    @Override
    void emitResumePoint(SuspensionPoint point) {
        var ready = new LabelNode();
        add(new JumpInsnNode(Opcodes.GOTO, ready));
        add(labelOf(point));
        addMap(stackMaps.of(point.site().locals(), point.site().operands()));
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        add(runtime(RuntimeAbi.RESUMED, RuntimeAbi.RESUMED_DESCRIPTOR));
        add(ready);
        addMap(stackMaps.of(point.site().locals(), point.site().operands(), RuntimeAbi.OBJECT));
    }

    private LabelNode labelOf(SuspensionPoint point) {
        return Objects.requireNonNull(resumeLabels.get(point));
    }

    private void restore(SuspensionPoint point, LabelNode label) {
        add(label);
        add(atDispatch());
        var saved = new HashMap<Integer, Spill>();
        point.savedLocals().forEach(spill -> saved.put(spill.slot(), spill));
        var locals = point.site().locals();
        for (int slot = plan.receiverSlots();
                slot < locals.size();
                slot += locals.get(slot).getSize()) {
            if (locals.get(slot).isUsable()) {
                restoreLocal(locals.get(slot), slot, saved.get(slot));
            }
        }
        for (var field : point.savedOperands()) {
            if (field.isPresent()) {
                add(loadFrame());
                add(Frames.get(plan, field.get()));
            } else {
                add(new InsnNode(Opcodes.ACONST_NULL));
            }
        }
        add(new JumpInsnNode(Opcodes.GOTO, labelOf(point)));
    }

    private void restoreLocal(VerificationType type, int slot, @Nullable Spill spill) {
        if (spill == null) {
            add(new InsnNode(type.defaultConstant()));
        } else {
            add(loadFrame());
            add(Frames.get(plan, spill.field()));
        }
        add(new VarInsnNode(type.opcode(Opcodes.ISTORE), plan.slots().slot(slot)));
    }

    private VarInsnNode loadFrame() {
        return new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot());
    }
}
