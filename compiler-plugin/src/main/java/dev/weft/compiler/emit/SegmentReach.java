package dev.weft.compiler.emit;

import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * The part of a body that one entry can run: the code reached from its suspension points, or from the start, without
 * passing an await of another segment. Only this part is copied, so many segments cost no more than one.
 */
final class SegmentReach {

    private final ControlFlow flow;
    /** The awaits of other segments. */
    private final BitSet leaving = new BitSet();

    private final BitSet reached = new BitSet();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    private SegmentReach(MethodPlan plan, Segment segment) {
        this.flow = plan.flow();
        for (var point : plan.points()) {
            if (!segment.contains(point)) {
                leaving.set(plan.body().instructions.indexOf(point.site().call()));
            }
        }
    }

    /** The indices of the instructions of the body that the entry needs; {@code start} is true for the hot entry. */
    static BitSet of(MethodPlan plan, Segment segment, boolean start) {
        var reach = new SegmentReach(plan, segment);
        if (start) {
            reach.open.push(0);
        } else {
            for (var point : plan.points().subList(segment.first() - 1, segment.last())) {
                reach.open.push(plan.body().instructions.indexOf(point.site().call()));
            }
        }
        while (!reach.open.isEmpty()) {
            reach.walk(reach.open.pop());
        }
        return reach.reached;
    }

    /**
     * Walks from an instruction to the end of its block, to code that was visited, or to an await of another segment.
     */
    private void walk(int start) {
        if (reached.get(start)) {
            return;
        }
        var block = flow.blocks().get(flow.blockOf()[start]);
        open(block.handlers());
        int visited = orEnd(reached.nextSetBit(start), block);
        int left = orEnd(leaving.nextSetBit(start), block);
        reached.set(start, left < visited ? left + 1 : visited);
        if (visited == block.end() && left == block.end()) {
            open(block.successors());
        }
    }

    private static int orEnd(int index, ControlFlow.Block block) {
        return index < 0 ? block.end() : Math.min(index, block.end());
    }

    private void open(int[] blocks) {
        for (int block : blocks) {
            open.push(flow.blocks().get(block).start());
        }
    }
}
