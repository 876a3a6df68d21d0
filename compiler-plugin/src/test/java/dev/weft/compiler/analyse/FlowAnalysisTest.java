package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Javac;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

class FlowAnalysisTest {

    /** Each block adds its number to a set, so the handler of a long try learns something from each block of the try. */
    private static final class Visits extends FlowAnalysis<BitSet> {

        int count;

        Visits(ControlFlow flow, Direction direction, int start) {
            super(flow, direction);
            enter(start, new BitSet());
            solve();
        }

        @Override
        protected BitSet meet(BitSet known, BitSet arriving) {
            var both = (BitSet) known.clone();
            both.or(arriving);
            return both;
        }

        @Override
        protected Leaving<BitSet> transfer(int block, @Nullable BitSet entering) {
            count++;
            var more = entering == null ? new BitSet() : (BitSet) entering.clone();
            more.set(block);
            return new Leaving<>(more, more);
        }

        @Nullable
        BitSet at(int block) {
            return entering(block);
        }
    }

    private static ControlFlow flow(String statements) {
        var source = "class C { static int m(int i) { int n = 0; " + statements + " return n; } }";
        return ControlFlow.of(Javac.compile(source).method("C", "m", "(I)"));
    }

    private static int blockOfReturn(ControlFlow flow) {
        int index = flow.instructions().length - 1;
        while (flow.instructions()[index].getOpcode() != Opcodes.IRETURN) {
            index--;
        }
        return flow.blockOf()[index];
    }

    @Test
    void aHandlerIsVisitedWhenTheBlocksThatItCoversAreDone() {
        var flow = flow("try { " + "if (i > 0) n++; ".repeat(200) + "} catch (RuntimeException e) { n = 7; }");
        var visits = new Visits(flow, FlowAnalysis.Direction.FORWARD, 0);
        assertTrue(
                visits.count <= flow.blocks().size(),
                visits.count + " visits of " + flow.blocks().size());
    }

    @Test
    void factsFlowBackwardToo() {
        var flow = flow("if (i > 0) n++; ".repeat(200));
        int last = blockOfReturn(flow);
        var visits = new Visits(flow, FlowAnalysis.Direction.BACKWARD, last);
        assertEquals(last + 1, visits.count);
        var atFirst = visits.at(0);
        assertTrue(atFirst != null && atFirst.get(last), () -> last + " in " + atFirst);
    }

    @Test
    void aLoopIsRunThroughUntilNothingChanges() {
        var flow = flow("while (i > 0) { if (n > 5) { n--; } else { i--; } }");
        var visits = new Visits(flow, FlowAnalysis.Direction.FORWARD, 0);
        int last = blockOfReturn(flow);
        var atEnd = visits.at(last);
        assertTrue(atEnd != null && atEnd.cardinality() == last, () -> "" + atEnd);
    }
}
