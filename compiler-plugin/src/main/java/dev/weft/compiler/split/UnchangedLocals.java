package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
final class UnchangedLocals {

    private static final BitSet NONE = new BitSet();

    private final ControlFlow flow;
    private final Map<FrameField, Integer> numbers = new HashMap<>();
    private final Map<Integer, BitSet> fieldsOfSlot = new HashMap<>();
    private final Map<AbstractInsnNode, BitSet> savedAt = new HashMap<>();
    private final List<@Nullable BitSet> heldAtStart = new ArrayList<>(); // null where the resume entry never comes
    private final Map<AbstractInsnNode, BitSet> heldAt = new HashMap<>();

    UnchangedLocals(ControlFlow flow, List<SuspensionPoint> points) {
        this.flow = flow;
        points.forEach(point -> savedAt.put(point.site().call(), saved(point)));
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

    private void solve() {
        var open = new ArrayDeque<Integer>();
        for (int block = 0; block < flow.blocks().size(); block++) {
            heldAtStart.add(null);
            open.add(block); // there may be an await in it
        }
        var queued = new BitSet();
        queued.set(0, open.size());
        while (!open.isEmpty()) {
            int number = open.remove();
            queued.clear(number);
            var block = flow.blocks().get(number);
            var held = throughBlock(block, heldAtStart.get(number));
            if (held == null) {
                continue;
            }
            for (var targets : List.of(block.successors(), block.handlers())) {
                for (int target : targets) {
                    if (meet(target, held) && !queued.get(target)) {
                        queued.set(target);
                        open.add(target);
                    }
                }
            }
        }
    }

    /** Whether the block is reached for the first time, or with less than before. */
    private boolean meet(int block, BitSet held) {
        var known = heldAtStart.get(block);
        if (known == null) {
            heldAtStart.set(block, (BitSet) held.clone());
            return true;
        }
        int before = known.cardinality();
        known.and(held);
        return known.cardinality() != before;
    }

    /** What is held at the end. It only gets less on the way, so handlers can count on that much, too. */
    private @Nullable BitSet throughBlock(ControlFlow.Block block, @Nullable BitSet atStart) {
        var held = atStart == null ? null : (BitSet) atStart.clone();
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
        return held;
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
