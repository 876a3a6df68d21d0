package dev.weft.compiler.analyse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Solves a data-flow analysis over basic blocks (Aho, Lam, Sethi, Ullman, 9.3). A subclass is the lattice and the
 * transfer function of one analysis.
 *
 * <p>Blocks are visited until no fact changes. The next one is always the first in the order of the code, or the last
 * if facts flow backward, so a block that many others lead to is visited when they are done. That keeps the cost
 * near-linear.
 *
 * <p>Invariant: a fact that was handed over is not changed any more.
 *
 * @param <F> what is known where a block is entered; by {@code equals}, a fact that is met with itself stays the same
 */
public abstract class FlowAnalysis<F> {

    /** Where facts flow. */
    public enum Direction {
        FORWARD,
        BACKWARD
    }

    /**
     * The facts that leave a block; null if nothing goes that way.
     *
     * @param regular along the edges to successors, or backward to predecessors
     * @param thrown along the edges to handlers, or backward from a handler to the blocks that it covers
     */
    public record Leaving<F>(@Nullable F regular, @Nullable F thrown) {}

    private final ControlFlow flow;
    private final Direction direction;
    private final int[][] predecessors;
    private final int[][] covered;
    private final List<@Nullable F> entering;
    private final BitSet pending = new BitSet();

    protected FlowAnalysis(ControlFlow flow, Direction direction) {
        this.flow = flow;
        this.direction = direction;
        boolean backward = direction == Direction.BACKWARD;
        predecessors = backward ? flow.sources(ControlFlow.Block::successors) : new int[0][];
        covered = backward ? flow.sources(ControlFlow.Block::handlers) : new int[0][];
        entering = new ArrayList<>(Collections.nCopies(flow.blocks().size(), null));
    }

    /** What holds if control may come both ways; one of the arguments itself if the other adds nothing. */
    protected abstract F meet(F known, F arriving);

    /**
     * Runs through a block.
     *
     * @param block its number
     * @param entering what is known where it is entered; null if nothing has arrived yet
     */
    protected abstract Leaving<F> transfer(int block, @Nullable F entering);

    /** What arrives at the other end of an edge; null if nothing does. */
    protected @Nullable F onEdge(int from, int to, boolean thrown, F fact) {
        return fact;
    }

    /** Lets a fact arrive at a block. */
    protected final void enter(int block, F fact) {
        var known = entering.get(block);
        var met = known == null ? fact : meet(known, fact);
        if (!met.equals(known)) {
            entering.set(block, met);
            pending.set(block);
        }
    }

    /** Has every block visited at least once, whether or not a fact arrives there. */
    protected final void visitAll() {
        pending.set(0, flow.blocks().size());
    }

    protected final void solve() {
        while (!pending.isEmpty()) {
            int block = direction == Direction.FORWARD ? pending.nextSetBit(0) : pending.length() - 1;
            pending.clear(block);
            leave(block, transfer(block, entering.get(block)));
        }
    }

    /** Lets the facts that leave a block arrive elsewhere. */
    protected final void leave(int number, Leaving<F> leaving) {
        var block = flow.blocks().get(number);
        boolean forward = direction == Direction.FORWARD;
        spread(number, forward ? block.successors() : predecessors[number], false, leaving.regular());
        spread(number, forward ? block.handlers() : covered[number], true, leaving.thrown());
    }

    private void spread(int from, int[] targets, boolean thrown, @Nullable F fact) {
        if (fact != null) {
            for (int to : targets) {
                var arriving = onEdge(from, to, thrown, fact);
                if (arriving != null) {
                    enter(to, arriving);
                }
            }
        }
    }

    /** What is known where the block is entered; null if nothing arrives there. */
    protected final @Nullable F entering(int block) {
        return entering.get(block);
    }
}
