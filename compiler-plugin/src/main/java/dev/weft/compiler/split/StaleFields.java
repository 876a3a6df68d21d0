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
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Which fields of the frame may hold something when an await is reached.
 *
 * <p>A forward data-flow analysis: a suspension leaves in the frame what it saved and nothing else, a method that runs on
 * leaves it as it is, paths that meet unite. What an await finds and does not save again must be cleared when it
 * suspends, or the parked task would keep alive what its source cannot reach.
 */
final class StaleFields {

    private final ControlFlow flow;
    private final Map<AbstractInsnNode, BitSet> savedAt;
    private final List<BitSet> filledAtStart = new ArrayList<>();
    private final Map<AbstractInsnNode, BitSet> staleAt = new HashMap<>();

    /**
     * @param savedAt the fields that each await saves
     * @param atEntry the fields that are filled when the method starts
     */
    StaleFields(ControlFlow flow, Map<AbstractInsnNode, BitSet> savedAt, BitSet atEntry) {
        this.flow = flow;
        this.savedAt = savedAt;
        solve(atEntry);
        flow.blocks().forEach(this::findStale);
    }

    private void solve(BitSet atEntry) {
        for (int block = 0; block < flow.blocks().size(); block++) {
            filledAtStart.add(new BitSet());
        }
        filledAtStart.get(0).or(atEntry);
        var open = new ArrayDeque<Integer>();
        var seen = new BitSet();
        var queued = new BitSet();
        open.add(0);
        while (!open.isEmpty()) {
            int number = open.remove();
            seen.set(number);
            queued.clear(number);
            var block = flow.blocks().get(number);
            var filled = (BitSet) filledAtStart.get(number).clone();
            for (int i = block.start(); i < block.end(); i++) {
                pass(flow.instructions()[i], filled);
            }
            for (var targets : List.of(block.successors(), block.handlers())) {
                for (int target : targets) {
                    if ((unite(target, filled) || !seen.get(target)) && !queued.get(target)) {
                        queued.set(target);
                        open.add(target);
                    }
                }
            }
        }
    }

    private boolean unite(int block, BitSet filled) {
        var known = filledAtStart.get(block);
        int before = known.cardinality();
        known.or(filled);
        return known.cardinality() != before;
    }

    private void pass(AbstractInsnNode instruction, BitSet filled) {
        var saved = savedAt(instruction);
        if (saved != null) {
            filled.or(saved);
        }
    }

    /** Looked up for calls alone: what has never been asked for its hash code has none yet, and making one is slow. */
    private @Nullable BitSet savedAt(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode ? savedAt.get(instruction) : null;
    }

    /** One walk for all awaits of a block: there may be thousands. */
    private void findStale(ControlFlow.Block block) {
        var filled = (BitSet) filledAtStart.get(flow.blockOf()[block.start()]).clone();
        for (int i = block.start(); i < block.end(); i++) {
            var saved = savedAt(flow.instructions()[i]);
            if (saved != null) {
                var stale = (BitSet) filled.clone();
                stale.andNot(saved);
                staleAt.put(flow.instructions()[i], stale);
                filled.or(saved);
            }
        }
    }

    /** The fields to clear when the await suspends. */
    BitSet staleAt(AbstractInsnNode await) {
        return Objects.requireNonNull(staleAt.get(await));
    }
}
