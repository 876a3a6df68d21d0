package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.FlowAnalysis;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of the frame may hold something when an await is reached.
 *
 * <p>A forward data-flow analysis: a suspension fills the fields that it saves, code that runs on leaves the frame as
 * it is, and where paths meet, the fields of all of them may be filled. A suspension must clear the fields that it does
 * not save again. Otherwise the parked task would keep objects alive that its source cannot reach.
 */
final class StaleFields extends FlowAnalysis<BitSet> {

    private final ControlFlow flow;
    private final Map<Integer, BitSet> savedAt;
    private final BitSet awaits = new BitSet();
    private final Map<Integer, BitSet> staleAt = new HashMap<>();

    /**
     * @param savedAt the fields that each await saves, by the index of the instruction
     * @param atEntry the fields that are filled when the method starts
     */
    StaleFields(ControlFlow flow, Map<Integer, BitSet> savedAt, BitSet atEntry) {
        super(flow, Direction.FORWARD);
        this.flow = flow;
        this.savedAt = savedAt;
        savedAt.keySet().forEach(awaits::set);
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
        for (int i = firstAwait(block); i >= 0 && i < block.end(); i = awaits.nextSetBit(i + 1)) {
            filled.or(savedAt(i));
        }
        return new Leaving<>(filled, filled);
    }

    private BitSet filledAtStart(int block) {
        var filled = entering(block);
        return filled == null ? new BitSet() : (BitSet) filled.clone();
    }

    private int firstAwait(ControlFlow.Block block) {
        return awaits.nextSetBit(block.start());
    }

    private BitSet savedAt(int await) {
        return Objects.requireNonNull(savedAt.get(await));
    }

    /** Walks once for all awaits of a block: there may be thousands. */
    private void findStale(ControlFlow.Block block) {
        var filled = filledAtStart(flow.blockOf()[block.start()]);
        for (int i = firstAwait(block); i >= 0 && i < block.end(); i = awaits.nextSetBit(i + 1)) {
            var stale = (BitSet) filled.clone();
            stale.andNot(savedAt(i));
            staleAt.put(i, stale);
            filled.or(savedAt(i));
        }
    }

    /** The fields to clear when the await suspends. */
    BitSet staleAt(int await) {
        return Objects.requireNonNull(staleAt.get(await));
    }
}
