package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

class ControlFlowTest {

    @Test
    void straightCodeIsOneBlock() {
        assertEquals(List.of("[] []"), edges("static int m(int a) { return a * a + 1; }"));
    }

    @Test
    void aConditionHasTwoSuccessors() {
        assertEquals(
                List.of("[2, 1] []", "[] []", "[] []"),
                edges("static int m(int a) { if (a > 0) { return 1; } return 2; }"));
    }

    @Test
    void aLoopGoesBack() {
        assertEquals(List.of("[2, 1] []", "[0] []", "[] []"), edges("static void m(int a) { while (a > 0) { a--; } }"));
    }

    @Test
    void aSwitchGoesToEachCaseAndTheDefault() {
        var table =
                edges("static int m(int a) { switch (a) { case 1: return 1; case 2: return 2; default: return 0; } }");
        assertEquals("[1, 2, 3] []", table.get(0));
        var lookup = edges(
                "static int m(int a) { switch (a) { case 1: return 1; case 900: return 2; default: return 0; } }");
        assertEquals("[1, 2, 3] []", lookup.get(0));
    }

    @Test
    void handlersBelongToTheBlocksTheyCover() {
        var edges = edges("""
                static int m(int a) {
                    int b = 1;
                    try { b = a / 0; } catch (ArithmeticException e) { b = 2; }
                    return b;
                }
                """);
        assertEquals(List.of("[1] []", "[2] [3]", "[4] []", "[4] []", "[] []"), edges);
    }

    @Test
    void nothingBehindACatchAllIsReachedThroughIt() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        var start = new Label();
        var end = new Label();
        var all = new Label();
        var shadowed = new Label();
        method.visitTryCatchBlock(start, end, all, null);
        method.visitTryCatchBlock(start, end, shadowed, "java/lang/IllegalStateException");
        method.visitLabel(start);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end);
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(all);
        method.visitInsn(Opcodes.ATHROW);
        method.visitLabel(shadowed);
        method.visitInsn(Opcodes.ATHROW);
        assertEquals(List.of("[1] [2]", "[] []", "[] []", "[] []"), edges(ControlFlow.of(method)));
    }

    @Test
    void aHandlerIsABlockEvenIfControlFallsIntoIt() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        method.visitTryCatchBlock(start, end, handler, null);
        method.visitLabel(start);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end);
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitLabel(handler);
        method.visitInsn(Opcodes.ATHROW);
        var flow = ControlFlow.of(method);
        assertEquals(List.of("[1] [2]", "[2] []", "[] []"), edges(flow));
        assertEquals(Opcodes.ATHROW, flow.lastOf(flow.blocks().get(2)).getOpcode());
    }

    @Test
    void everyInstructionIsInTheBlockThatCoversIt() {
        var method = method(
                "static int m(int a) { for (int i = 0; i < a; i++) { if (i == 3) { continue; } a -= i; } return a; }");
        var flow = ControlFlow.of(method);
        int index = 0;
        for (int block = 0; block < flow.blocks().size(); block++) {
            assertEquals(index, flow.blocks().get(block).start());
            for (; index < flow.blocks().get(block).end(); index++) {
                assertEquals(block, flow.blockOf()[index]);
            }
        }
        assertEquals(method.instructions.size(), index);
    }

    private static MethodNode method(String source) {
        return Javac.compile("class C { " + source + " }").method("C", "m", "");
    }

    private static List<String> edges(String source) {
        return edges(ControlFlow.of(method(source)));
    }

    /** Successors and handlers of each block that has instructions; trailing blocks of labels alone are left out. */
    private static List<String> edges(ControlFlow flow) {
        var edges = new ArrayList<String>();
        for (var block : flow.blocks()) {
            boolean hasCode =
                    IntStream.range(block.start(), block.end()).anyMatch(i -> flow.instructions()[i].getOpcode() >= 0);
            if (hasCode) {
                edges.add(Arrays.toString(block.successors()) + " " + Arrays.toString(block.handlers()));
            }
        }
        return edges;
    }
}
