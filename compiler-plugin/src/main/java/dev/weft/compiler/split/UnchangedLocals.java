package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.FlowAnalysis;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which variables have the value that is in their field when the resume entry reaches an await, so that they need not be
 * saved again.
 *
 * <p>A forward data-flow analysis of what is certain, as that of available expressions is (Aho, Lam, Sethi, Ullman, 9.2.6).
 * Where the method resumes, the frame holds each variable that was saved there. A store to the variable ends that. Of paths
 * that meet, what all of them hold is held. Nothing else in the resume entry writes to these fields: what saves also leaves.
 *
 * <p>The resume entry begins behind its awaits, not at the start of the body, so what only the start reaches has no say. The
 * hot entry, which begins there, may have no frame, or one with arguments only: it saves all.
 */
final class UnchangedLocals extends FlowAnalysis<BitSet> {

    private static final BitSet NONE = new BitSet();

    private final ControlFlow flow;
    private final Map<FrameField, Integer> numbers = new HashMap<>();
    private final Map<Integer, BitSet> fieldsOfSlot = new HashMap<>();
    private final Map<AbstractInsnNode, BitSet> savedAt = new HashMap<>();
    private final Map<AbstractInsnNode, BitSet> heldAt = new HashMap<>();

    UnchangedLocals(ControlFlow flow, List<SuspensionPoint> points) {
        super(flow, Direction.FORWARD);
        this.flow = flow;
        points.forEach(point -> savedAt.put(point.site().call(), saved(point)));
        visitAll(); // there may be an await in any block
        solve();
    }

    private BitSet saved(SuspensionPoint point) {
        var saved = new BitSet();
        for (var spill : point.savedLocals()) {
            int next = numbers.size();
            int number = numbers.computeIfAbsent(spill.field(), field -> next);
            fieldsOfSlot.computeIfAbsent(spill.slot(), slot -> new BitSet()).set(number);
            saved.set(number);
        }
        return saved;
    }

    @Override
    protected BitSet meet(BitSet known, BitSet arriving) {
        var both = (BitSet) known.clone();
        both.and(arriving);
        return both;
    }

    /**
     * What is held at the end. It only gets less on the way, so handlers can count on that much, too. Nothing is known, which
     * is null, where the resume entry never comes.
     */
    @Override
    protected Leaving<BitSet> transfer(int number, @Nullable BitSet entering) {
        var block = flow.blocks().get(number);
        var held = entering == null ? null : (BitSet) entering.clone();
        for (int i = block.start(); i < block.end(); i++) {
            var instruction = flow.instructions()[i];
            var saved = instruction instanceof MethodInsnNode ? savedAt.get(instruction) : null;
            if (saved != null && held != null) {
                heldAt.put(instruction, (BitSet) held.clone());
                held.and(saved); // behind it meet those who went on and those who resume
            } else if (saved != null) {
                held = (BitSet) saved.clone();
            } else if (held != null) {
                held.andNot(storedBy(instruction));
            }
        }
        return new Leaving<>(held, held);
    }

    /** A long or double that loses its second slot is of no type from then on, so it is not saved. */
    private BitSet storedBy(AbstractInsnNode instruction) {
        if (instruction instanceof VarInsnNode access
                && access.getOpcode() >= Opcodes.ISTORE
                && access.getOpcode() <= Opcodes.ASTORE) {
            return fieldsOfSlot.getOrDefault(access.var, NONE);
        }
        return instruction instanceof IincInsnNode increment ? fieldsOfSlot.getOrDefault(increment.var, NONE) : NONE;
    }

    /** The variables that have to be saved when the resume entry suspends here. */
    List<Spill> changedAt(SuspensionPoint point) {
        var held = heldAt.get(point.site().call());
        return held == null
                ? point.savedLocals()
                : point.savedLocals().stream()
                        .filter(spill -> !held.get(Objects.requireNonNull(numbers.get(spill.field()))))
                        .toList();
    }
}
