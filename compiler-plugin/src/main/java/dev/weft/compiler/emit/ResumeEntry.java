package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.LineNumbers;
import dev.weft.compiler.code.RemoveDeadCode;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.Spill;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The entry in which a suspended method goes on: a dispatch on the state, and a second copy of the body.
 *
 * <pre>
 *     switch (frame.state) { case k: goto RESTORE_k; … }
 *     …
 *     result = Suspension.await(x, task, depth); if (result != SUSPENDED) goto READY_k;
 *     save …; return SUSPENDED;
 *   RESTORE_k:                                // outside of all try ranges, as is what saves
 *     x = frame.l1; …
 *     result = Suspension.resumed(task);      // inside those of the await: here a failure is thrown
 *   READY_k:
 *     …
 * </pre>
 *
 * A variable that the stack maps know but no path reads again was not saved, and gets a default value.
 *
 * <p>If only the hot entry runs the code before an await, that code is not copied, and its line number is lost. The
 * code behind the await gets the line number from an instruction that is never reached ({@link #anchorLine}). So a
 * debugger stops at the line when it begins, in the hot entry, and not again when the await is over.
 */
final class ResumeEntry extends BodyEmitter {

    private final Map<AbstractInsnNode, LabelNode> restoreStarts = new HashMap<>();
    private final List<LabelNode> restoreLabels = new ArrayList<>();

    private ResumeEntry(MethodPlan plan, Segment segment, String name) {
        super(plan, segment, name, EntrySignature.resume(plan), GeneratedNames.entryAccess(plan.entryAccess()), true);
        for (int i = 0; i < segment.size(); i++) {
            restoreLabels.add(new LabelNode());
        }
    }

    static MethodNode of(MethodPlan plan, Segment segment, String name) {
        var emitter = new ResumeEntry(plan, segment, name);
        emitter.moveHidden();
        emitter.dispatch();
        emitter.copyBody();
        RemoveDeadCode.in(emitter.entry, emitter::anchorLine); // code that only other segments and entries run
        return emitter.finish();
    }

    /**
     * Moves task and frame to the slots in which the body expects them. The depth is 0 if the driver calls this entry; another
     * segment of the method leaves its own in the task.
     */
    private void moveHidden() {
        var slots = plan.slots();
        add(new VarInsnNode(Opcodes.ALOAD, plan.receiverSlots()));
        add(new VarInsnNode(Opcodes.ALOAD, plan.receiverSlots() + 1));
        add(new VarInsnNode(Opcodes.ASTORE, slots.frameSlot()));
        add(new VarInsnNode(Opcodes.ASTORE, slots.taskSlot()));
        add(new VarInsnNode(Opcodes.ALOAD, slots.taskSlot()));
        add(runtime(RuntimeAbi.DEPTH, RuntimeAbi.DEPTH_DESCRIPTOR));
        add(new VarInsnNode(Opcodes.ISTORE, slots.depthSlot()));
    }

    private void dispatch() {
        var unknown = new LabelNode();
        add(loadFrame());
        add(FrameAccess.state(plan, Opcodes.GETFIELD));
        add(new TableSwitchInsnNode(segment.first(), segment.last(), unknown, restoreLabels.toArray(LabelNode[]::new)));
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
    void emitResumePoint(SuspensionPoint point, LabelNode backInTryRanges) {
        var label = restoreLabels.get(point.state() - segment.first());
        add(label);
        add(atDispatch());
        AbstractInsnNode map = entry.instructions.getLast();
        restoreLocals(point);
        restoreOperands(point);
        add(backInTryRanges);
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        add(runtime(RuntimeAbi.RESUMED, RuntimeAbi.RESUMED_DESCRIPTOR));
        restoreStarts.put(Instructions.orAfter(map), label);
    }

    private void restoreLocals(SuspensionPoint point) {
        var saved = new HashMap<Integer, Spill>();
        point.saved().locals().forEach(spill -> saved.put(spill.slot(), spill));
        var locals = point.site().locals();
        for (int slot = plan.receiverSlots();
                slot < locals.size();
                slot += locals.get(slot).getSize()) {
            if (locals.get(slot).isUsable()) {
                restoreLocal(locals.get(slot), slot, saved.get(slot));
            }
        }
    }

    private void restoreLocal(VerificationType type, int slot, @Nullable Spill spill) {
        if (spill == null) {
            add(new InsnNode(type.defaultConstant()));
        } else {
            add(loadFrame());
            add(FrameAccess.get(plan, spill.field()));
        }
        add(new VarInsnNode(type.opcode(Opcodes.ISTORE), plan.slots().slot(slot)));
    }

    private void restoreOperands(SuspensionPoint point) {
        for (var field : point.saved().operands()) {
            if (field.isPresent()) {
                add(loadFrame());
                add(FrameAccess.get(plan, field.get()));
            } else {
                add(new InsnNode(Opcodes.ACONST_NULL));
            }
        }
    }

    /**
     * Puts an instruction on its line. If the line was begun elsewhere, the line number goes to an instruction that
     * never runs.
     */
    private void anchorLine(AbstractInsnNode instruction, int line) {
        var restore = restoreStarts.get(instruction);
        if (restore == null) {
            LineNumbers.before(entry, instruction, line);
            return;
        }
        var anchor = new LabelNode();
        for (var node : List.of(
                anchor,
                new LineNumberNode(line, anchor),
                atDispatch(),
                new InsnNode(Opcodes.ACONST_NULL),
                new InsnNode(Opcodes.ATHROW))) {
            entry.instructions.insertBefore(restore, node);
        }
    }

    private VarInsnNode loadFrame() {
        return new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot());
    }
}
