package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.PrimitiveResult;
import dev.weft.compiler.split.SuspensionPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Copies a body into one of its entries: the same instructions, lines and variables, with awaits and returns replaced.
 *
 * <p>At an await the entry asks for the value. If the value is there, the entry goes on and has stored nothing. The
 * code for an await that suspends stands right behind it ({@link SuspendBlock}). There it needs no line number of its
 * own, which debuggers would take for another place on the line. The try ranges are cut around that code.
 */
abstract class BodyEmitter {

    final MethodPlan plan;
    final MethodNode entry;
    final StackMaps stackMaps;
    final Segment segment;
    private final boolean frameExists;
    final Optional<PrimitiveResult> result;
    private @Nullable SharedExits exits;
    private final Map<LabelNode, LabelNode> labels = new HashMap<>();
    /** By the index of the await in the body. */
    private final Map<Integer, SuspensionPoint> pointAt = new HashMap<>();

    private final FusedCalls fusedCalls;
    private final Map<AbstractInsnNode, TryCut> tryCuts = new HashMap<>();

    BodyEmitter(MethodPlan plan, Segment segment, String name, String descriptor, int access, boolean frameExists) {
        this.plan = plan;
        this.segment = segment;
        this.entry = new MethodNode(RuntimeAbi.ASM_API, access, name, descriptor, null, null);
        this.stackMaps = new StackMaps(plan);
        this.frameExists = frameExists;
        this.result = UnboxedResults.of(plan, frameExists);
        for (var point : plan.points()) {
            pointAt.put(plan.body().instructions.indexOf(point.site().call()), point);
        }
        fusedCalls = new FusedCalls(this);
        for (var at = plan.body().instructions.getFirst(); at != null; at = at.getNext()) {
            if (at instanceof LabelNode label) {
                labels.put(label, new LabelNode());
            }
        }
    }

    /**
     * Writes the code between the part that leaves and the part that goes on: in the resume entry, the resume point.
     */
    abstract void emitResumePoint(SuspensionPoint point, LabelNode backInTryRanges);

    final void copyBody() {
        var needed = SegmentReach.of(plan, segment, !frameExists);
        exits = new SharedExits(plan, segment, stackMaps, frameExists, needed);
        int index = 0;
        for (var instruction : plan.body().instructions) {
            if (needed.get(index) || instruction instanceof LabelNode || instruction instanceof LineNumberNode) {
                copy(instruction, index);
            }
            index++;
        }
        add(exits.code());
        new DebugInfo(plan, labels, tryCuts).copyInto(entry);
    }

    final MethodNode finish() {
        GeneratedMark.put(entry);
        entry.maxLocals = plan.slots().maxLocals(plan.body().maxLocals) + fusedCalls.temporaries();
        entry.maxStack = OperandDepth.max(entry);
        return entry;
    }

    private void copy(AbstractInsnNode instruction, int index) {
        boolean isCall = instruction instanceof MethodInsnNode;
        var point = isCall ? pointAt.get(index) : null;
        var fused = isCall ? fusedCalls.at(instruction) : null;
        if (fused != null) {
            fusedCalls.enter(fused);
        } else if (point != null) {
            await(point);
        } else if (instruction instanceof FrameNode map) {
            addMap(stackMaps.moved(map, labels));
        } else if (instruction.getOpcode() == Opcodes.ARETURN) {
            leave(instruction);
        } else if (!isReplacedByResult(instruction) && !(isCall && boxesResult(instruction))) {
            if (isCall && opensGroup((MethodInsnNode) instruction)) {
                add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
                add(hotCall(RuntimeAbi.HOT_OPENS, RuntimeAbi.HOT_OPENS_DESCRIPTOR));
            }
            entry.instructions.add(inSlotsOfEntry(instruction.clone(labels)));
            if (isCall) {
                fusedCalls.goOnWithNumber(instruction);
            }
        }
    }

    /** The hot entry returns the number itself. */
    private boolean boxesResult(AbstractInsnNode instruction) {
        return result.isPresent() && result.get().boxesResult(instruction);
    }

    /** Whether the call opens a group that belongs to this hot call, which is not the loop's current task yet. */
    private boolean opensGroup(MethodInsnNode call) {
        return RuntimeAbi.opensGroup(call.owner, call.name) && !plan.method().isCold();
    }

    private AbstractInsnNode inSlotsOfEntry(AbstractInsnNode copy) {
        if (copy instanceof VarInsnNode access) {
            access.var = plan.slots().slot(access.var);
        } else if (copy instanceof IincInsnNode increment) {
            increment.var = plan.slots().slot(increment.var);
        }
        return copy;
    }

    private void await(SuspensionPoint point) {
        if (point.emits()) {
            emitItem(point);
            return;
        }
        if (Type.getArgumentCount(point.site().call().desc) > 1) {
            add(new InsnNode(Opcodes.POP)); // the class of the checked exception is for the compiler only
        }
        if (point.fused().isPresent()) {
            fusedCalls.receive(point, point.fused().get());
        } else {
            if (point.site().counted()) {
                countAwait();
            }
            addTask(point.awaited());
            add(awaitOf(point));
        }
        var cut = new TryCut(new LabelNode(), new LabelNode());
        var exit = exits == null || segment.contains(point) ? null : exits.exitOf(point);
        if (exit != null) {
            add(cut.start());
            for (var spill : exit.dead()) {
                var type = spill.field().type();
                add(new InsnNode(type.defaultConstant()));
                add(new VarInsnNode(type.opcode(Opcodes.ISTORE), plan.slots().slot(spill.slot())));
            }
            add(FrameAccess.pushInt(point.state()));
            add(new JumpInsnNode(Opcodes.GOTO, exit.label()));
            add(cut.end());
            tryCuts.put(point.site().call(), cut);
            return;
        }
        add(new InsnNode(Opcodes.DUP));
        add(FrameAccess.sentinel(RuntimeAbi.SUSPENDED));
        var ready = new LabelNode();
        add(new JumpInsnNode(Opcodes.IF_ACMPNE, ready));
        add(cut.start());
        add(SuspendBlock.suspend(plan, point, frameExists));
        if (segment.contains(point)) {
            emitResumePoint(point, cut.end());
        }
        add(ready);
        addMap(stackMaps.of(point.site().locals(), point.site().operands(), RuntimeAbi.OBJECT));
        if (!segment.contains(point)) {
            add(SuspendBlock.handOver(plan, point, frameExists));
            add(cut.end());
        }
        tryCuts.put(point.site().call(), cut);
    }

    static MethodInsnNode awaitOf(SuspensionPoint point) {
        var awaited = point.awaited();
        if (RuntimeAbi.awaitsCursor(awaited)) {
            return runtime(
                    awaited.equals(RuntimeAbi.CURSOR) ? RuntimeAbi.NEXT : RuntimeAbi.CLOSE,
                    RuntimeAbi.awaitDescriptor(RuntimeAbi.CURSOR));
        }
        boolean repeated = point.site().counted() && !awaited.equals(RuntimeAbi.COROUTINE);
        return runtime(repeated ? RuntimeAbi.AWAIT_REPEATED : RuntimeAbi.AWAIT, RuntimeAbi.awaitDescriptor(awaited));
    }

    /** Gives an item, and leaves. What follows goes on at the resume point. */
    private void emitItem(SuspensionPoint point) {
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot()));
        if (point.delegates()) {
            addTaskAndDepth();
            add(runtime(RuntimeAbi.EMIT_ALL, RuntimeAbi.DELEGATE_DESCRIPTOR));
        } else {
            add(runtime(RuntimeAbi.EMIT, RuntimeAbi.EMIT_ITEM_DESCRIPTOR));
        }
        var cut = new TryCut(new LabelNode(), new LabelNode());
        add(cut.start());
        add(SuspendBlock.emitted(plan, point, frameExists));
        if (segment.contains(point)) {
            emitResumePoint(point, cut.end());
            if (frameExists) {
                add(new InsnNode(Opcodes.POP)); // of a stream that was delegated to: its end
            }
        } else {
            add(cut.end());
        }
        tryCuts.put(point.site().call(), cut);
    }

    /** Counts an await, so that a loop or a recursion lets others run in the end. */
    final void countAwait() {
        add(new VarInsnNode(Opcodes.ILOAD, plan.slots().depthSlot()));
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        add(runtime(RuntimeAbi.REPEATED, RuntimeAbi.REPEATED_DESCRIPTOR));
        add(new VarInsnNode(Opcodes.ISTORE, plan.slots().depthSlot()));
    }

    /** Returns the value of a result that is done; any other return is a tail await. */
    private void leave(AbstractInsnNode instruction) {
        var fused = plan.fusion().returned().get(instruction);
        if (fused != null) {
            add(UnboxedResults.returnTail(fused.callee().result(), plan, frameExists));
            return;
        }
        if (result.filter(kind -> kind.isReturnedBy(instruction)).isPresent()) {
            add(new InsnNode(UnboxedResults.returnOpcode(result)));
            return;
        }
        if (plan.method().isStream()) {
            if (!returnsValue(instruction)) {
                add(new VarInsnNode(Opcodes.ALOAD, plan.slots().frameSlot()));
                add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
                add(new LdcInsnNode(plan.method().displayName()));
                add(runtime(RuntimeAbi.TAIL, RuntimeAbi.TAIL_STREAM_DESCRIPTOR));
            }
            add(new InsnNode(Opcodes.ARETURN));
            return;
        }
        if (returnsValue(instruction)) {
            add(UnboxedResults.returnResult(plan, frameExists));
        } else {
            tail();
        }
    }

    /** Awaits what the method returns, and returns its value. */
    final void tail() {
        var awaited = plan.method().isCold() ? RuntimeAbi.COROUTINE : RuntimeAbi.STAGE;
        addTask(awaited);
        add(new LdcInsnNode(plan.method().displayName()));
        add(runtime(RuntimeAbi.TAIL, RuntimeAbi.tailDescriptor(awaited)));
        add(UnboxedResults.returnResult(plan, frameExists));
    }

    private boolean isReplacedByResult(AbstractInsnNode instruction) {
        if (!ResultCalls.isOne(instruction) || !ResultCalls.isReturnedAtOnce(instruction)) {
            return false;
        }
        var call = (MethodInsnNode) instruction;
        if (RuntimeAbi.makesDone(call.owner, call.name, call.desc)) {
            add(new InsnNode(Opcodes.ACONST_NULL));
        } else if (RuntimeAbi.makesEnd(call.owner, call.name, call.desc)) {
            add(FrameAccess.bool(false));
        }
        return true;
    }

    private static boolean returnsValue(AbstractInsnNode returning) {
        var before = Instructions.previousInLine(returning);
        return before != null && ResultCalls.isOne(before);
    }

    final void addTask(String awaited) {
        if (RuntimeAbi.awaitsWithDepth(awaited)) {
            addTaskAndDepth();
        } else {
            add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        }
    }

    final void addTaskAndDepth() {
        add(new VarInsnNode(Opcodes.ALOAD, plan.slots().taskSlot()));
        add(new VarInsnNode(Opcodes.ILOAD, plan.slots().depthSlot()));
    }

    /** Adds a stack map. If there is no instruction between two of them, the later one replaces the earlier one. */
    final void addMap(FrameNode map) {
        AbstractInsnNode at = entry.instructions.getLast();
        while (at instanceof LabelNode || at instanceof LineNumberNode) {
            at = at.getPrevious();
        }
        if (at instanceof FrameNode) {
            entry.instructions.remove(at);
        }
        add(map);
    }

    final void add(AbstractInsnNode instruction) {
        entry.instructions.add(instruction);
    }

    final void add(InsnList code) {
        entry.instructions.add(code);
    }

    final void add(List<? extends AbstractInsnNode> code) {
        code.forEach(this::add);
    }

    static MethodInsnNode runtime(String name, String descriptor) {
        return call(RuntimeAbi.SUSPENSION, name, descriptor);
    }

    static MethodInsnNode hotCall(String name, String descriptor) {
        return call(RuntimeAbi.HOT_CALL, name, descriptor);
    }

    static MethodInsnNode call(String owner, String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
}
