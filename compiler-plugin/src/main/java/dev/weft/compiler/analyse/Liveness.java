package dev.weft.compiler.analyse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variables some path may still read, before each instruction.
 *
 * <p>The textbook backward data-flow analysis (Aho, Lam, Sethi, Ullman, 9.2.5) over basic blocks with a work list. An
 * exception may leave a block at any of its instructions, so what a handler reads is live throughout the blocks it covers.
 */
public final class Liveness {

    private final ControlFlow flow;
    private final List<BitSet> liveIn = new ArrayList<>();
    private final List<BitSet> liveOut = new ArrayList<>();

    public Liveness(ControlFlow flow) {
        this.flow = flow;
        solve();
    }

    private void solve() {
        int count = flow.blocks().size();
        var predecessors = predecessors(count);
        var open = new ArrayDeque<Integer>(count);
        var queued = new BitSet(count);
        for (int block = 0; block < count; block++) {
            liveIn.add(new BitSet());
            liveOut.add(new BitSet());
            open.push(block); // the last block is on top: information flows backwards
        }
        queued.set(0, count);
        while (!open.isEmpty()) {
            int number = open.pop();
            queued.clear(number);
            if (update(number)) {
                for (int predecessor : predecessors.get(number)) {
                    if (!queued.get(predecessor)) {
                        queued.set(predecessor);
                        open.push(predecessor);
                    }
                }
            }
        }
    }

    private List<List<Integer>> predecessors(int count) {
        var predecessors = new ArrayList<List<Integer>>(count);
        for (int block = 0; block < count; block++) {
            predecessors.add(new ArrayList<>());
        }
        for (int block = 0; block < count; block++) {
            for (int successor : flow.blocks().get(block).successors()) {
                predecessors.get(successor).add(block);
            }
            for (int handler : flow.blocks().get(block).handlers()) {
                predecessors.get(handler).add(block);
            }
        }
        return predecessors;
    }

    /** Whether the variables that are live at the start of the block became more. */
    private boolean update(int number) {
        var block = flow.blocks().get(number);
        var out = liveOut.get(number);
        for (int successor : block.successors()) {
            out.or(liveIn.get(successor));
        }
        var handled = liveInHandlers(block);
        var live = (BitSet) out.clone();
        live.or(handled);
        for (int i = block.end() - 1; i >= block.start(); i--) {
            step(flow.instructions()[i], live);
        }
        live.or(handled);
        if (live.equals(liveIn.get(number))) {
            return false;
        }
        liveIn.set(number, live);
        return true;
    }

    private BitSet liveInHandlers(ControlFlow.Block block) {
        var handled = new BitSet();
        for (int handler : block.handlers()) {
            handled.or(liveIn.get(handler));
        }
        return handled;
    }

    private static void step(AbstractInsnNode instruction, BitSet live) {
        if (instruction instanceof VarInsnNode access) {
            boolean stores = access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
            live.set(access.var, !stores);
        } else if (instruction instanceof IincInsnNode increment) {
            live.set(increment.var);
        }
    }

    /** The slots that are live at the start of a block; not to be changed. */
    BitSet atStart(int block) {
        return liveIn.get(block);
    }

    /** The slots that are live before each of the instructions, asked for in the order of the code. */
    public List<BitSet> before(
            List<? extends AbstractInsnNode> wanted, java.util.function.ToIntFunction<AbstractInsnNode> indexOf) {
        var answers = new ArrayList<BitSet>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            answers.add(new BitSet());
        }
        int next = wanted.size() - 1;
        while (next >= 0) {
            int index = indexOf.applyAsInt(wanted.get(next));
            int number = flow.blockOf()[index];
            var block = flow.blocks().get(number);
            var handled = liveInHandlers(block);
            var live = (BitSet) liveOut.get(number).clone();
            for (int i = block.end() - 1; i >= block.start(); i--) {
                step(flow.instructions()[i], live);
                if (next >= 0 && i == indexOf.applyAsInt(wanted.get(next))) {
                    live.or(handled);
                    answers.set(next--, (BitSet) live.clone());
                }
            }
        }
        return answers;
    }
}
