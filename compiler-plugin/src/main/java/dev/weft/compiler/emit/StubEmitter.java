package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes what callers see of a method: the same name, descriptor and annotations, with new code.
 *
 * <pre>
 *     cold:  frame = new C$m$Frame(); frame.i1 = p; …; return frame;
 *     entry: frame = new C$m$Frame(); frame.i1 = p; …; EntryCall.enter(frame); return;
 *     hot:   task = HotCall.begin();
 *            try { r = m(p, …, null, task, 0); } catch (Throwable t) {
 *                switch (0) { default: return HotCall.failed(t, task); }
 *            }
 *            return HotCall.returned(r, task);
 * </pre>
 *
 * The switch decides nothing. HotSpot compiles a handler that was never entered (before JDK 22), and a call that gets
 * the task there lets it escape; but what a switch has never chosen it leaves out. So a call that does not suspend
 * makes no task. Decompilers fail if the failure lies on the stack at the switch, so it lies in a variable.
 *
 * It has no line numbers: a debugger that stops at the first line of the method means its body, in the hot entry.
 */
final class StubEmitter {

    private static final String THROWABLE = "java/lang/Throwable";

    private final MethodPlan plan;
    private final MethodNode stub;
    private final InsnList code = new InsnList();
    private final LabelNode start = new LabelNode();
    private final LabelNode end = new LabelNode();

    private StubEmitter(MethodPlan plan) {
        this.plan = plan;
        this.stub = plan.method().node();
    }

    /** Replaces the code of the method; its other attributes stay as they are. */
    static void replaceCode(MethodPlan plan) {
        new StubEmitter(plan).replaceCode();
    }

    private void replaceCode() {
        var variables = parameterVariables();
        code.add(start);
        stub.tryCatchBlocks = new ArrayList<>();
        if (plan.method().isEntry()) {
            newCoroutine();
            code.add(BodyEmitter.call(RuntimeAbi.ENTRY_CALL, RuntimeAbi.ENTER, RuntimeAbi.ENTER_DESCRIPTOR));
            code.add(new InsnNode(Opcodes.RETURN));
        } else if (plan.method().isCold()) {
            newCoroutine();
            code.add(new InsnNode(Opcodes.ARETURN));
        } else {
            runHot();
        }
        code.add(end);
        stub.instructions = code;
        stub.localVariables = variables;
        stub.visibleLocalVariableAnnotations = null;
        stub.invisibleLocalVariableAnnotations = null;
        int hidden = plan.method().isCold() ? 0 : 2; // task and failure
        stub.maxLocals = plan.method().parameterSlots() + hidden;
        stub.maxStack = OperandDepth.max(stub);
    }

    private List<LocalVariableNode> parameterVariables() {
        var variables = new ArrayList<LocalVariableNode>();
        if (stub.localVariables != null) {
            for (var variable : stub.localVariables) {
                if (variable.index < plan.method().parameterSlots() && isAtStart(variable.start)) {
                    variables.add(new LocalVariableNode(
                            variable.name, variable.desc, variable.signature, start, end, variable.index));
                }
            }
        }
        return variables;
    }

    private static boolean isAtStart(LabelNode label) {
        for (var at = label.getPrevious(); at != null; at = at.getPrevious()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }

    private void newCoroutine() {
        code.add(new TypeInsnNode(Opcodes.NEW, plan.frameClass()));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, plan.frameClass(), "<init>", "()V", false));
        if (plan.keepsReceiver()) {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            code.add(FrameAccess.receiver(plan, Opcodes.PUTFIELD));
        }
        for (var parameter : plan.parameters()) {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new VarInsnNode(parameter.field().type().opcode(Opcodes.ILOAD), parameter.slot()));
            code.add(FrameAccess.put(plan, parameter.field()));
        }
    }

    private void runHot() {
        int task = plan.method().parameterSlots();
        var tryStart = new LabelNode();
        var tryEnd = new LabelNode();
        var handler = new LabelNode();
        code.add(BodyEmitter.hotCall(RuntimeAbi.HOT, RuntimeAbi.HOT_DESCRIPTOR));
        code.add(new VarInsnNode(Opcodes.ASTORE, task));
        code.add(tryStart);
        pushHotArguments(task);
        code.add(EntrySignature.callHot(plan));
        code.add(tryEnd);
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(BodyEmitter.hotCall(RuntimeAbi.HOT_RETURNED, RuntimeAbi.HOT_RETURNED_DESCRIPTOR));
        code.add(new InsnNode(Opcodes.ARETURN));
        code.add(handler);
        code.add(failureMap(true));
        code.add(new VarInsnNode(Opcodes.ASTORE, task + 1));
        cutOffUnlessEntered();
        code.add(new VarInsnNode(Opcodes.ALOAD, task + 1));
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(BodyEmitter.hotCall(RuntimeAbi.HOT_FAILED, RuntimeAbi.HOT_FAILED_DESCRIPTOR));
        code.add(new InsnNode(Opcodes.ARETURN));
        stub.tryCatchBlocks.add(new TryCatchBlockNode(tryStart, tryEnd, handler, null));
    }

    private void pushHotArguments(int task) {
        if (plan.method().passesParametersInFrame()) {
            if (plan.keepsReceiver()) {
                code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            }
            newCoroutine();
        } else {
            HotArguments.pushVariables(plan, code);
            code.add(new InsnNode(Opcodes.ACONST_NULL));
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, task));
        code.add(new InsnNode(Opcodes.ICONST_0));
    }

    private void cutOffUnlessEntered() {
        var failed = new LabelNode();
        code.add(new InsnNode(Opcodes.ICONST_0));
        code.add(new TableSwitchInsnNode(0, 0, failed, failed));
        code.add(failed);
        code.add(failureMap(false));
    }

    /** The failure lies on the stack where the handler begins, behind that in a variable. */
    private FrameNode failureMap(boolean onStack) {
        var locals = new ArrayList<Object>();
        if (!plan.method().isStatic()) {
            locals.add(plan.method().owner().name);
        }
        for (var type : plan.method().parameterTypes()) {
            locals.add(StackMaps.entryOf(type));
        }
        locals.add(RuntimeAbi.DRIVER);
        Object[] stack = onStack ? new Object[] {THROWABLE} : new Object[0];
        if (!onStack) {
            locals.add(THROWABLE);
        }
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
    }
}
