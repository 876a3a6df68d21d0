package dev.weft.compiler.emit;

import dev.weft.compiler.abi.GeneratedNames;
import dev.weft.compiler.code.RemoveDeadCode;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.Spill;
import dev.weft.compiler.split.SuspensionPoint;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The entry in which a method starts: its body as it was written, without a dispatch. */
final class HotEntry extends BodyEmitter {

    private HotEntry(MethodPlan plan, Segment segment) {
        super(plan, segment, plan.method().node().name, EntrySignature.hot(plan), access(plan), false);
    }

    private static int access(MethodPlan plan) {
        return plan.fusion().direct().isPresent()
                ? GeneratedNames.directEntryAccess(plan.method().node().access)
                : GeneratedNames.entryAccess(plan.entryAccess());
    }

    static MethodNode of(MethodPlan plan, Segment segment) {
        var emitter = new HotEntry(plan, segment);
        if (plan.fusion().direct().isPresent()) {
            emitter.castFrame();
        }
        if (plan.method().passesParametersInFrame()) {
            emitter.moveHidden(plan.receiverSlots());
            plan.parameters().forEach(emitter::loadParameter);
        } else {
            emitter.moveHidden(plan.method().parameterSlots());
        }
        if (plan.fusion().counted()) {
            emitter.add(DepthCheck.of(plan, emitter.stackMaps));
        }
        emitter.copyBody();
        RemoveDeadCode.in(emitter.entry); // for instance a handler whose try range only makes a result
        return emitter.finish();
    }

    /** Moves frame, task and depth from the slots in which they arrive to those in which the body expects them. */
    private void moveHidden(int first) {
        var slots = plan.slots();
        if (first != slots.frameSlot()) {
            add(new VarInsnNode(Opcodes.ALOAD, first));
            add(new VarInsnNode(Opcodes.ALOAD, first + 1));
            add(new VarInsnNode(Opcodes.ILOAD, first + 2));
            add(new VarInsnNode(Opcodes.ISTORE, slots.depthSlot()));
            add(new VarInsnNode(Opcodes.ASTORE, slots.taskSlot()));
            add(new VarInsnNode(Opcodes.ASTORE, slots.frameSlot()));
        }
    }

    /** Callers of other classes do not know the frame class; all they pass is null. */
    private void castFrame() {
        int arrived = plan.method().parameterSlots();
        add(new VarInsnNode(Opcodes.ALOAD, arrived));
        add(new TypeInsnNode(Opcodes.CHECKCAST, plan.frameClass()));
        add(new VarInsnNode(Opcodes.ASTORE, arrived));
    }

    private void loadParameter(Spill parameter) {
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot()));
        add(FrameAccess.get(plan, parameter.field()));
        add(new VarInsnNode(parameter.field().type().opcode(Opcodes.ISTORE), parameter.slot()));
    }

    @Override
    void emitResumePoint(SuspensionPoint point, LabelNode backInTryRanges) {
        add(backInTryRanges); // what suspends here goes on in the resume entry
    }
}
