package dev.weft.compiler.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The local variables that some path may still read, before each instruction.
 *
 * <p>The textbook backward data-flow analysis (Aho, Lam, Sethi, Ullman, 9.2.5). An exception may leave a block at any
 * of its instructions, so a variable that a handler reads is live throughout the blocks that it covers.
 */
public final class Liveness {

    private static final BitSet NONE = new BitSet();

    private final ControlFlow flow;
    /** For each block, the variables that it reads before it stores anything there. */
    private final BitSet[] read;

    private final BitSet[] stored;
    private final BitSet[] atStart;

    public Liveness(ControlFlow flow) {
        this.flow = flow;
        int blocks = flow.blocks().size();
        read = new BitSet[blocks];
        stored = new BitSet[blocks];
        atStart = new BitSet[blocks];
        Arrays.fill(atStart, NONE);
        for (int block = 0; block < blocks; block++) {
            sumUp(block);
        }
        solve();
    }

    /** A block is visited several times, its instructions are not. */
    private void sumUp(int number) {
        var block = flow.blocks().get(number);
        var reads = new BitSet();
        var stores = new BitSet();
        for (int i = block.end() - 1; i >= block.start(); i--) {
            if (flow.instructions()[i] instanceof VarInsnNode access && stores(access)) {
                stores.set(access.var);
            }
            step(flow.instructions()[i], reads);
        }
        read[number] = reads;
        stored[number] = stores;
    }

    private void solve() {
        var predecessors = flow.sources(ControlFlow.Block::successors);
        var covered = flow.sources(ControlFlow.Block::handlers);
        var pending = new BitSet();
        pending.set(0, atStart.length);
        while (!pending.isEmpty()) {
            int block = pending.length() - 1;
            pending.clear(block);
            var live = behind(block);
            live.andNot(stored[block]);
            live.or(read[block]);
            addInHandlers(block, live);
            if (!live.equals(atStart[block])) {
                atStart[block] = live;
                setAll(predecessors[block], pending);
                setAll(covered[block], pending);
            }
        }
    }

    private static void setAll(int[] blocks, BitSet pending) {
        for (int block : blocks) {
            pending.set(block);
        }
    }

    /** Returns what the blocks behind this one read. */
    private BitSet behind(int block) {
        var live = new BitSet();
        for (int next : flow.blocks().get(block).successors()) {
            live.or(atStart[next]);
        }
        return live;
    }

    private void addInHandlers(int block, BitSet live) {
        for (int handler : flow.blocks().get(block).handlers()) {
            live.or(atStart[handler]);
        }
    }

    private static boolean stores(VarInsnNode access) {
        return access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
    }

    private static void step(AbstractInsnNode instruction, BitSet live) {
        if (instruction instanceof VarInsnNode access) {
            live.set(access.var, !stores(access));
        } else if (instruction instanceof IincInsnNode increment) {
            live.set(increment.var);
        }
    }

    /** The slots that are live at the start of a block; not to be changed. */
    BitSet atStart(int block) {
        return atStart[block];
    }

    /** Returns the slots that are live before each of some instructions, which are in the order of the code. */
    public List<BitSet> before(List<? extends AbstractInsnNode> wanted, ToIntFunction<AbstractInsnNode> indexOf) {
        var answers = new ArrayList<BitSet>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            answers.add(new BitSet());
        }
        int next = wanted.size() - 1;
        while (next >= 0) {
            int index = indexOf.applyAsInt(wanted.get(next));
            int number = flow.blockOf()[index];
            var block = flow.blocks().get(number);
            var live = behind(number);
            for (int i = block.end() - 1; i >= block.start(); i--) {
                step(flow.instructions()[i], live);
                if (next >= 0 && i == indexOf.applyAsInt(wanted.get(next))) {
                    addInHandlers(number, live);
                    answers.set(next--, (BitSet) live.clone());
                }
            }
        }
        return answers;
    }
}
