package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.Callee;
import dev.weft.compiler.split.FusedCall;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.PrimitiveResult;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The code for results that are numbers and travel as numbers. A hot entry with such a result returns one certain number
 * if it has to say something else: the task then knows what.
 *
 * <pre>
 *     n = C.m(p…, frame, task, depth);                  // returns an int
 *     if (n != Unboxed.OTHER_INT) goto NUMBER;
 *     result = Unboxed.boxed(n, task);                  // an object, SUSPENDED, or really that number
 *     …                                                 // as for any other await
 *     n = ((Integer) result).intValue();
 *   NUMBER:
 * </pre>
 */
final class UnboxedResults {

    private static final Type OBJECT = Type.getObjectType(RuntimeAbi.OBJECT);

    private UnboxedResults() {}

    /** Jumps if the number on top of the operands stands for itself. */
    static InsnList jumpIfNumber(PrimitiveResult kind, LabelNode number) {
        var code = new InsnList();
        boolean isInt = kind == PrimitiveResult.INT;
        code.add(new InsnNode(isInt ? Opcodes.DUP : Opcodes.DUP2));
        code.add(new LdcInsnNode(other(kind)));
        if (!isInt) {
            code.add(new InsnNode(kind == PrimitiveResult.LONG ? Opcodes.LCMP : Opcodes.DCMPL));
        }
        code.add(new JumpInsnNode(isInt ? Opcodes.IF_ICMPNE : Opcodes.IFNE, number));
        return code;
    }

    private static Object other(PrimitiveResult kind) {
        return switch (kind) {
            case INT -> RuntimeAbi.OTHER_INT;
            case LONG -> RuntimeAbi.OTHER_LONG;
            case DOUBLE -> RuntimeAbi.OTHER_DOUBLE;
        };
    }

    /** The entry of a stack map that stands for such a number. */
    static Object stackMapEntry(PrimitiveResult kind) {
        return StackMaps.entryOf(kind.type());
    }

    /** Replaces what a hot entry has returned by an object. The task is in the slot. */
    static InsnList box(Optional<PrimitiveResult> returned, int taskSlot) {
        var code = new InsnList();
        returned.ifPresent(kind -> {
            code.add(new VarInsnNode(Opcodes.ALOAD, taskSlot));
            code.add(call(RuntimeAbi.BOXED, kind.type(), OBJECT));
        });
        return code;
    }

    /** The number that an entry returns. A resume entry always returns objects. */
    static Optional<PrimitiveResult> of(MethodPlan plan, boolean frameExists) {
        return frameExists ? Optional.empty() : plan.fusion().result();
    }

    /** Returns the object on top of the operands from an entry. */
    static InsnList returnObject(MethodPlan plan, boolean frameExists) {
        return returned(plan, frameExists, false);
    }

    /** Returns the result on top of the operands from an entry: an object, or {@code SUSPENDED} behind a tail call. */
    static InsnList returnResult(MethodPlan plan, boolean frameExists) {
        return returned(plan, frameExists, true);
    }

    /**
     * Returns from an entry whose await has suspended. If it awaits an entry that has said so by a number, the task knows it
     * until everything has unwound.
     */
    static InsnList returnSuspension(MethodPlan plan, SuspensionPoint point, boolean frameExists) {
        var code = new InsnList();
        var result = of(plan, frameExists);
        if (result.isPresent() && saysSo(point)) {
            code.add(new LdcInsnNode(other(result.get())));
            code.add(new InsnNode(returnOpcode(result)));
        } else {
            code.add(FrameAccess.sentinel(RuntimeAbi.SUSPENDED));
            code.add(returnObject(plan, frameExists));
        }
        return code;
    }

    private static boolean saysSo(SuspensionPoint point) {
        return point.fused()
                .filter(fused -> fused.callee() instanceof Callee.OwnEntry)
                .flatMap(fused -> fused.callee().result())
                .isPresent();
    }

    /** @param asksDepth whether the number in the object is to be returned if the caller wants it */
    private static InsnList returned(MethodPlan plan, boolean frameExists, boolean asksDepth) {
        var code = new InsnList();
        var result = of(plan, frameExists);
        result.ifPresent(kind -> {
            code.add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
            if (asksDepth) {
                code.add(new VarInsnNode(Opcodes.ILOAD, plan.slots().depthSlot()));
            }
            var given = OBJECT + RuntimeAbi.DRIVER_DESCRIPTOR + (asksDepth ? "I" : "");
            code.add(BodyEmitter.call(
                    RuntimeAbi.UNBOXED, RuntimeAbi.HAND + kind.type(), "(" + given + ")" + kind.type()));
        });
        code.add(new InsnNode(returnOpcode(result)));
        return code;
    }

    /**
     * Says in the depth on top of the operands whether the caller takes the number out of its box at once. An entry whose
     * own result is no number has never been told so itself.
     */
    static InsnList want(FusedCall fused, Optional<PrimitiveResult> own) {
        var code = new InsnList();
        if (fused.unboxing() != null) {
            code.add(FrameAccess.pushInt(RuntimeAbi.WANTED));
            code.add(new InsnNode(Opcodes.IOR));
        } else if (own.isPresent()
                && (fused.awaited() || !own.equals(fused.callee().result()))) {
            code.add(FrameAccess.pushInt(~RuntimeAbi.WANTED));
            code.add(new InsnNode(Opcodes.IAND));
        }
        return code;
    }

    static int returnOpcode(Optional<PrimitiveResult> result) {
        return result.map(kind -> kind.type().getOpcode(Opcodes.IRETURN)).orElse(Opcodes.ARETURN);
    }

    /**
     * Returns from an entry what the hot entry of another method has returned, in tail position.
     *
     * @param given what that entry returns
     */
    static InsnList returnTail(Optional<PrimitiveResult> given, MethodPlan plan, boolean frameExists) {
        int task = plan.slots().taskSlot();
        var code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(tailed(given));
        if (!frameExists && given.equals(plan.fusion().result())) {
            code.add(new InsnNode(returnOpcode(given)));
        } else {
            code.add(box(given, task));
            code.add(returnResult(plan, frameExists));
        }
        return code;
    }

    private static MethodInsnNode tailed(Optional<PrimitiveResult> given) {
        var type = given.map(PrimitiveResult::type).orElse(OBJECT);
        return call(RuntimeAbi.TAILED, type, type);
    }

    private static MethodInsnNode call(String name, Type argument, Type returned) {
        return BodyEmitter.call(
                RuntimeAbi.UNBOXED, name, "(" + argument + RuntimeAbi.DRIVER_DESCRIPTOR + ")" + returned);
    }
}
