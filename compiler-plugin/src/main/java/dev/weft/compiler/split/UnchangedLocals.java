package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.FlowAnalysis;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The variables whose field still holds their value when the resume entry reaches an await, so that they need not be
 * saved again.
 *
 * <p>A forward data-flow analysis of what is certain, like that of available expressions (Aho, Lam, Sethi, Ullman,
 * 9.2.6). Where the method resumes, the frame holds each variable that was saved there. A store to the variable ends
 * that. Where paths meet, only the variables that all of them hold are held. No other code in the resume entry writes
 * to these fields: code that saves also leaves.
 *
 * <p>The resume entry begins behind its awaits and not at the start of the body, so paths from the start do not count.
 * The hot entry does begin there. It may have no frame, or one that holds only arguments, so it saves all variables.
 */
final class UnchangedLocals extends FlowAnalysis<BitSet> {

    private static final BitSet NONE = new BitSet();

    private final ControlFlow flow;
    private final Map<FrameField, Integer> numbers = new HashMap<>();
    private final Map<Integer, BitSet> fieldsOfSlot = new HashMap<>();
    private final ToIntFunction<SuspensionPoint> indexOf;
    /** By the index of the await. */
    private final @Nullable BitSet[] savedAt;

    private final @Nullable BitSet[] heldAt;

    /** @param indexOf tells the index of an await */
    UnchangedLocals(ControlFlow flow, List<SuspensionPoint> points, ToIntFunction<SuspensionPoint> indexOf) {
        super(flow, Direction.FORWARD);
        this.flow = flow;
        this.indexOf = indexOf;
        savedAt = new @Nullable BitSet[flow.instructions().length];
        heldAt = new @Nullable BitSet[flow.instructions().length];
        points.forEach(point -> savedAt[indexOf.applyAsInt(point)] = saved(point));
        visitAll(); // there may be an await in any block
        solve();
    }

    private BitSet saved(SuspensionPoint point) {
        var saved = new BitSet();
        for (var spill : point.saved().locals()) {
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
     * Computes what is held at the end of a block. That only gets less on the way, so handlers can count on it too. It
     * is null where the resume entry never comes.
     */
    @Override
    protected Leaving<BitSet> transfer(int number, @Nullable BitSet entering) {
        var block = flow.blocks().get(number);
        var held = entering == null ? null : (BitSet) entering.clone();
        for (int i = block.start(); i < block.end(); i++) {
            var saved = savedAt[i];
            if (saved != null && held != null) {
                heldAt[i] = (BitSet) held.clone();
                held.and(saved); // behind it, paths that went on meet those that resume
            } else if (saved != null) {
                held = (BitSet) saved.clone();
            } else if (held != null) {
                drop(flow.instructions()[i], held);
            }
        }
        return new Leaving<>(held, held);
    }

    /** A long or double whose second slot was overwritten has no type from then on, so it is not saved. */
    private void drop(AbstractInsnNode instruction, BitSet held) {
        if (instruction instanceof VarInsnNode access
                && access.getOpcode() >= Opcodes.ISTORE
                && access.getOpcode() <= Opcodes.ASTORE) {
            held.andNot(fieldsOfSlot.getOrDefault(access.var, NONE));
        } else if (instruction instanceof IincInsnNode increment) {
            held.andNot(fieldsOfSlot.getOrDefault(increment.var, NONE));
        }
    }

    /** The variables that have to be saved when the resume entry suspends here. */
    List<Spill> changedAt(SuspensionPoint point) {
        var held = heldAt[indexOf.applyAsInt(point)];
        return held == null
                ? point.saved().locals()
                : point.saved().locals().stream()
                        .filter(spill -> !held.get(Objects.requireNonNull(numbers.get(spill.field()))))
                        .toList();
    }
}
