package dev.weft.compiler.analyse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * The blocks of a body to which control may come again: those in a cycle. The edges of exceptions count.
 *
 * <p>Strongly connected components by Tarjan's algorithm (SIAM Journal on Computing 1(2), 1972), with a stack of its own.
 */
final class Loops {

    private final ControlFlow flow;
    private final int[] order; // in which the search has met the block; 0 if it has not
    private final int[] lowest; // met that early is a block which this one may come back to
    private final Deque<Integer> component = new ArrayDeque<>();
    private final BitSet inComponent;
    private final BitSet inLoop;
    private int met;

    private Loops(ControlFlow flow) {
        this.flow = flow;
        int blocks = flow.blocks().size();
        order = new int[blocks];
        lowest = new int[blocks];
        inComponent = new BitSet(blocks);
        inLoop = new BitSet(blocks);
    }

    /** Returns the numbers of the blocks in cycles. */
    static BitSet in(ControlFlow flow) {
        var loops = new Loops(flow);
        for (int block = 0; block < loops.order.length; block++) {
            if (loops.order[block] == 0) {
                loops.search(block);
            }
        }
        return loops.inLoop;
    }

    /** A block whose edges are being followed. */
    private static final class Visit {
        final int block;
        final int[] targets;
        int next;

        Visit(int block, int[] targets) {
            this.block = block;
            this.targets = targets;
        }
    }

    private void search(int root) {
        var visits = new ArrayDeque<Visit>();
        visits.push(enter(root));
        while (!visits.isEmpty()) {
            var visit = visits.element();
            if (visit.next == visit.targets.length) {
                visits.pop();
                leave(visit.block);
                if (!visits.isEmpty()) {
                    comesBackTo(lowest[visit.block], visits.element().block);
                }
                continue;
            }
            int target = visit.targets[visit.next++];
            if (target == visit.block) {
                inLoop.set(target);
            } else if (order[target] == 0) {
                visits.push(enter(target));
            } else if (inComponent.get(target)) {
                comesBackTo(order[target], visit.block);
            }
        }
    }

    private Visit enter(int block) {
        order[block] = ++met;
        lowest[block] = met;
        component.push(block);
        inComponent.set(block);
        var edges = flow.blocks().get(block);
        var targets = Arrays.copyOf(edges.successors(), edges.successors().length + edges.handlers().length);
        System.arraycopy(edges.handlers(), 0, targets, edges.successors().length, edges.handlers().length);
        return new Visit(block, targets);
    }

    private void comesBackTo(int early, int block) {
        lowest[block] = Math.min(lowest[block], early);
    }

    /** Takes the component off the stack if this block is the first of it. */
    private void leave(int block) {
        if (lowest[block] != order[block]) {
            return;
        }
        boolean several = component.element() != block;
        int member;
        do {
            member = component.pop();
            inComponent.clear(member);
            if (several) {
                inLoop.set(member);
            }
        } while (member != block);
    }
}
