package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.FlowAnalysis;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Which fields of the frame may hold something when an await is reached.
 *
 * <p>A forward data-flow analysis: a suspension fills the fields that it saves, code that runs on leaves the frame as
 * it is, and where paths meet, the fields of all of them may be filled. A suspension must clear the fields that it does
 * not save again. Otherwise the parked task would keep objects alive that its source cannot reach.
 */
final class StaleFields extends FlowAnalysis<BitSet> {

    private final ControlFlow flow;
    private final Map<AbstractInsnNode, BitSet> savedAt;
    private final Map<AbstractInsnNode, BitSet> staleAt = new HashMap<>();

    /**
     * @param savedAt the fields that each await saves
     * @param atEntry the fields that are filled when the method starts
     */
    StaleFields(ControlFlow flow, Map<AbstractInsnNode, BitSet> savedAt, BitSet atEntry) {
        super(flow, Direction.FORWARD);
        this.flow = flow;
        this.savedAt = savedAt;
        enter(0, atEntry);
        solve();
        flow.blocks().forEach(this::findStale);
    }

    @Override
    protected BitSet meet(BitSet known, BitSet arriving) {
        var either = (BitSet) known.clone();
        either.or(arriving);
        return either;
    }

    /**
     * The frame only gets fuller on the way, so the fields that are filled at the end include all that a handler may
     * find.
     */
    @Override
    protected Leaving<BitSet> transfer(int number, @Nullable BitSet entering) {
        var block = flow.blocks().get(number);
        var filled = filledAtStart(number);
        for (int i = block.start(); i < block.end(); i++) {
            var saved = savedAt(flow.instructions()[i]);
            if (saved != null) {
                filled.or(saved);
            }
        }
        return new Leaving<>(filled, filled);
    }

    private BitSet filledAtStart(int block) {
        var filled = entering(block);
        return filled == null ? new BitSet() : (BitSet) filled.clone();
    }

    /** Looked up for calls only: an object computes its hash code when it is first asked for it, and that is slow. */
    private @Nullable BitSet savedAt(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode ? savedAt.get(instruction) : null;
    }

    /** Walks once for all awaits of a block: there may be thousands. */
    private void findStale(ControlFlow.Block block) {
        var filled = filledAtStart(flow.blockOf()[block.start()]);
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
