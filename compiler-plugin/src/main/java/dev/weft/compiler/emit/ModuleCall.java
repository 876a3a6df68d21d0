package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.split.Callee;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The parts of a call that may enter a method of the module. If it may not, all is as it was written: the receiver is null
 * or of a subclass, or the stack is too deep.
 *
 * <pre>
 *     dup; ldc D.class; iload depth; invokestatic enters; ifne ENTER
 *     invokevirtual D.m(p…)                             // and what awaits or returns its coroutine
 *   ENTER:
 *     aconst_null; aload task; iload depth + LEVEL; invokevirtual D.m(p…, frame, task, depth)
 * </pre>
 *
 * Where arguments cover the receiver, they are put into variables meanwhile. The receiver stays an operand: so the JVM
 * knows where it came from, if it is null.
 */
final class ModuleCall {

    private final MethodPlan plan;
    private final StackMaps stackMaps;
    private final MethodInsnNode call;
    private final Callee.OfModule callee;
    private final List<VerificationType> arguments;
    private final boolean storesArguments;
    private final LabelNode enter = new LabelNode();

    ModuleCall(MethodPlan plan, StackMaps stackMaps, MethodInsnNode call, Callee.OfModule callee) {
        this.plan = plan;
        this.stackMaps = stackMaps;
        this.call = call;
        this.callee = callee;
        arguments = Arrays.stream(Type.getArgumentTypes(call.desc))
                .map(VerificationType::of)
                .toList();
        storesArguments = !callee.method().isStatic() && argumentSlots() > 1;
    }

    private int argumentSlots() {
        return arguments.stream().mapToInt(VerificationType::getSize).sum();
    }

    /** The variables behind all others that the code needs. */
    int temporaries() {
        return storesArguments ? argumentSlots() : 0;
    }

    /** Asks whether the method may be entered, and goes there if so. */
    InsnList ask() {
        var code = new InsnList();
        if (callee.method().isStatic()) {
            pushDepth(code);
            code.add(BodyEmitter.runtime(RuntimeAbi.TOO_DEEP, RuntimeAbi.TOO_DEEP_DESCRIPTOR));
            code.add(new JumpInsnNode(Opcodes.IFEQ, enter));
            return code;
        }
        pushReceiver(code);
        boolean overridable = callee.method().overridable();
        if (overridable) {
            code.add(new LdcInsnNode(Type.getObjectType(call.owner)));
        }
        pushDepth(code);
        code.add(BodyEmitter.runtime(
                RuntimeAbi.ENTERS, overridable ? RuntimeAbi.ENTERS_CLASS_DESCRIPTOR : RuntimeAbi.ENTERS_DESCRIPTOR));
        code.add(new JumpInsnNode(Opcodes.IFNE, enter));
        return code;
    }

    private void pushReceiver(InsnList code) {
        int slot = plan.slots().maxLocals(plan.body().maxLocals) + temporaries();
        if (storesArguments) {
            for (int i = arguments.size() - 1; i >= 0; i--) {
                slot -= arguments.get(i).getSize();
                code.add(new VarInsnNode(arguments.get(i).opcode(Opcodes.ISTORE), slot));
            }
        }
        if (arguments.isEmpty() || storesArguments) {
            code.add(new InsnNode(Opcodes.DUP));
        } else {
            code.add(new InsnNode(Opcodes.DUP2)); // the receiver, and one argument above it
            code.add(new InsnNode(Opcodes.POP));
        }
    }

    /** Calls the method, which makes a coroutine. */
    InsnList asWritten() {
        var code = new InsnList();
        loadArguments(code);
        code.add(new MethodInsnNode(call.getOpcode(), call.owner, call.name, call.desc, call.itf));
        return code;
    }

    /**
     * Enters the method one level deeper. It has no frame yet, and runs in this task.
     *
     * @param want what says in the depth whether a number is wanted
     */
    InsnList enter(InsnList want) {
        var code = new InsnList();
        code.add(enter);
        code.add(map());
        loadArguments(code);
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        pushDepth(code);
        code.add(FrameAccess.pushInt(RuntimeAbi.LEVEL));
        code.add(new InsnNode(Opcodes.IADD));
        code.add(want);
        code.add(callee.method().callEntry());
        return code;
    }

    private void pushDepth(InsnList code) {
        code.add(new VarInsnNode(Opcodes.ILOAD, plan.slots().depthSlot()));
    }

    private void loadArguments(InsnList code) {
        int slot = plan.slots().maxLocals(plan.body().maxLocals);
        if (storesArguments) {
            for (var argument : arguments) {
                code.add(new VarInsnNode(argument.opcode(Opcodes.ILOAD), slot));
                slot += argument.getSize();
            }
        }
    }

    private FrameNode map() {
        var operands = new ArrayList<>(callee.operands());
        if (!storesArguments) {
            operands.addAll(arguments);
        }
        var map = stackMaps.of(callee.locals(), operands);
        return storesArguments
                ? stackMaps.withVariablesFrom(map, plan.slots().maxLocals(plan.body().maxLocals), arguments)
                : map;
    }
}
