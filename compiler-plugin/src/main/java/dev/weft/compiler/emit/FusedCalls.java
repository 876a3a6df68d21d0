package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.Callee;
import dev.weft.compiler.split.FusedCall;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * The fused calls of one entry: what stands at the call, at the await behind it, and where its number is taken out of its
 * box.
 */
final class FusedCalls {

    private final BodyEmitter body;
    private final Map<AbstractInsnNode, FusedCall> calls = new HashMap<>();
    private final Map<AbstractInsnNode, SuspensionPoint> points = new HashMap<>();
    /** Where the object arrives that a call has given which has entered nothing. */
    private final Map<AbstractInsnNode, LabelNode> givenObjects = new HashMap<>();

    private final Map<AbstractInsnNode, Unboxed> unboxed = new HashMap<>();
    private int temporaries;

    /** Where an await goes on whose value is a number already. */
    private record Unboxed(LabelNode label, FrameNode map) {}

    FusedCalls(BodyEmitter body) {
        this.body = body;
        for (var point : body.plan.points()) {
            point.fused().ifPresent(fused -> {
                calls.put(fused.call(), fused);
                points.put(fused.call(), point);
            });
        }
        body.plan.fusion().returned().values().forEach(fused -> calls.put(fused.call(), fused));
    }

    @Nullable
    FusedCall at(AbstractInsnNode call) {
        return calls.get(call);
    }

    /** The variables behind all others that the code needs. */
    int temporaries() {
        return temporaries;
    }

    /** Enters the callee where its coroutine would be made. It has no frame yet, and runs in this task. */
    void enter(FusedCall fused) {
        if (fused.counting()) {
            body.countAwait();
        }
        if (fused.callee() instanceof Callee.OfModule callee) {
            enterInModule(fused, callee);
        } else if (fused.callee() instanceof Callee.OwnEntry callee) {
            body.add(new InsnNode(Opcodes.ACONST_NULL));
            body.addTaskAndDepth();
            if (callee.plan().fusion().counted()) {
                body.add(FrameAccess.pushInt(RuntimeAbi.LEVEL));
                body.add(new InsnNode(Opcodes.IADD));
            }
            body.add(UnboxedResults.want(fused, body.result));
            body.add(EntrySignature.callHot(callee.plan()));
        }
    }

    /** Enters a method of the module, or does what is written if it may not. */
    private void enterInModule(FusedCall fused, Callee.OfModule callee) {
        var call = new ModuleCall(body.plan, body.stackMaps, fused.call(), callee);
        temporaries = Math.max(temporaries, call.temporaries());
        body.add(call.ask());
        body.add(call.asWritten());
        var point = points.get(fused.call());
        if (point == null) {
            body.tail();
        } else {
            var given = new LabelNode();
            givenObjects.put(fused.call(), given);
            body.addTask(point.awaited());
            body.add(BodyEmitter.awaitOf(point));
            body.add(new JumpInsnNode(Opcodes.GOTO, given));
        }
        body.add(call.enter(UnboxedResults.want(fused, body.result)));
    }

    /** Makes an object of what a fused call has given, unless it gave the number that the method goes on with. */
    void receive(SuspensionPoint point, FusedCall fused) {
        var kind = fused.callee().result();
        var unboxing = fused.unboxing();
        var site = point.site();
        if (kind.isPresent() && unboxing != null && body.segment.contains(point)) {
            var map = body.stackMaps.of(site.locals(), site.operands(), UnboxedResults.stackMapEntry(kind.get()));
            var number = new Unboxed(new LabelNode(), map);
            unboxed.put(unboxing, number);
            body.add(UnboxedResults.jumpIfNumber(kind.get(), number.label()));
        }
        body.add(UnboxedResults.box(kind, body.plan.slots().taskSlot()));
        var given = givenObjects.remove(fused.call());
        if (given != null) {
            body.add(given);
            body.addMap(body.stackMaps.of(site.locals(), site.operands(), RuntimeAbi.OBJECT));
        }
    }

    /** Where the number is taken out of its box, the code goes on that has got it without one. */
    void goOnWithNumber(AbstractInsnNode instruction) {
        var number = unboxed.remove(instruction);
        if (number != null) {
            body.add(number.label());
            body.addMap(number.map());
        }
    }
}
