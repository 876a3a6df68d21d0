package dev.weft.compiler.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
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
public final class Liveness extends FlowAnalysis<Liveness.Live> {

    /** What is live at the end of a block: in the blocks behind it, and in its handlers. */
    record Live(BitSet behind, BitSet inHandlers) {}

    private static final BitSet NONE = new BitSet();
    private static final Live NOTHING = new Live(NONE, NONE);

    private final ControlFlow flow;
    private final BitSet[] atStart;

    public Liveness(ControlFlow flow) {
        super(flow, Direction.BACKWARD);
        this.flow = flow;
        atStart = new BitSet[flow.blocks().size()];
        Arrays.fill(atStart, NONE);
        visitAll();
        solve();
    }

    @Override
    protected Live meet(Live known, Live arriving) {
        return new Live(union(known.behind(), arriving.behind()), union(known.inHandlers(), arriving.inHandlers()));
    }

    private static BitSet union(BitSet one, BitSet other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        var both = (BitSet) one.clone();
        both.or(other);
        return both;
    }

    @Override
    protected Leaving<Live> transfer(int number, @Nullable Live entering) {
        var block = flow.blocks().get(number);
        var atEnd = entering == null ? NOTHING : entering;
        var live = (BitSet) atEnd.behind().clone();
        for (int i = block.end() - 1; i >= block.start(); i--) {
            step(flow.instructions()[i], live);
        }
        live.or(atEnd.inHandlers());
        atStart[number] = live;
        return new Leaving<>(new Live(live, NONE), new Live(NONE, live));
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
            var atEnd = Objects.requireNonNullElse(entering(number), NOTHING);
            var live = (BitSet) atEnd.behind().clone();
            for (int i = block.end() - 1; i >= block.start(); i--) {
                step(flow.instructions()[i], live);
                if (next >= 0 && i == indexOf.applyAsInt(wanted.get(next))) {
                    live.or(atEnd.inHandlers());
                    answers.set(next--, (BitSet) live.clone());
                }
            }
        }
        return answers;
    }
}
