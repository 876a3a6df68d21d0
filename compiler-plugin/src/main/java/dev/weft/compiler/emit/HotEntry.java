package dev.weft.compiler.emit;

import dev.weft.compiler.normalise.RemoveDeadCode;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.Spill;
import dev.weft.compiler.split.SuspensionPoint;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The entry in which a method starts: its body as it was written, without a dispatch. */
final class HotEntry extends BodyEmitter {

    private HotEntry(MethodPlan plan, Segment segment) {
        super(plan, segment, plan.method().node().name, EntrySignature.hot(plan), false);
    }

    static MethodNode of(MethodPlan plan, Segment segment) {
        var emitter = new HotEntry(plan, segment);
        if (plan.method().passesParametersInFrame()) {
            emitter.moveHidden(plan.receiverSlots(), plan.receiverSlots() + 1);
            plan.parameters().forEach(emitter::loadParameter);
        } else {
            emitter.moveHidden(plan.method().parameterSlots(), plan.method().parameterSlots() + 1);
        }
        if (plan.counted()) {
            emitter.add(DepthCheck.of(plan, emitter.stackMaps));
        }
        emitter.copyBody();
        RemoveDeadCode.in(emitter.entry); // a handler whose try range makes nothing but a result, for one
        return emitter.finish();
    }

    private void loadParameter(Spill parameter) {
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot()));
        add(Frames.get(plan, parameter.field()));
        add(new VarInsnNode(parameter.field().type().opcode(Opcodes.ISTORE), parameter.slot()));
    }

    @Override
    void emitResumePoint(SuspensionPoint point, LabelNode backInTryRanges) {
        add(backInTryRanges); // what suspends here goes on in the resume entry
    }
}
