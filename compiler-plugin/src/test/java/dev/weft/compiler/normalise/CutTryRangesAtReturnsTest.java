package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Weft;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Printer;

class CutTryRangesAtReturnsTest {

    private final MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()Ljava/lang/Object;", null, null);
    private final Label start = new Label();
    private final Label end = new Label();
    private final Label handler = new Label();

    @Test
    void aReturnInTheMiddleLeavesTwoPieces() {
        cover(Opcodes.NOP, Opcodes.ACONST_NULL, Opcodes.ARETURN, Opcodes.ACONST_NULL, Opcodes.ATHROW);
        assertEquals(List.of("NOP ACONST_NULL", "ACONST_NULL ATHROW"), covered());
    }

    @Test
    void aReturnAtTheEndLeavesOne() {
        cover(Opcodes.ACONST_NULL, Opcodes.ARETURN);
        assertEquals(List.of("ACONST_NULL"), covered());
    }

    @Test
    void oneReturnAfterTheOtherLeavesNoEmptyPieces() {
        cover(Opcodes.ARETURN, Opcodes.ARETURN);
        assertEquals(List.of(), covered());
    }

    @Test
    void withoutAReturnNothingChanges() {
        cover(Opcodes.NOP, Opcodes.NOP);
        assertEquals(List.of("NOP NOP"), covered());
    }

    @Test
    void piecesKeepTypeAndOrder() {
        method.visitTryCatchBlock(start, end, handler, "java/lang/Error");
        cover(Opcodes.NOP, Opcodes.ARETURN, Opcodes.NOP);
        CutTryRangesAtReturns.in(method);
        assertEquals(
                Arrays.asList("java/lang/Error", "java/lang/Error", null, null),
                method.tryCatchBlocks.stream().map(range -> range.type).toList());
    }

    @Test
    void whatARangeAroundItsReturnCoversIsAwaitedInside() throws Throwable {
        var classes = Handwritten.asyncClassWith("m", "(Ldev/weft/Coroutine;)Ldev/weft/Coroutine;", code -> {
            code.visitTryCatchBlock(start, end, handler, "java/lang/IllegalStateException");
            code.visitLabel(start);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.ARETURN);
            code.visitLabel(end);
            code.visitLabel(handler);
            code.visitInsn(Opcodes.POP);
            code.visitLdcInsn("caught");
            Handwritten.returnResult(code);
        });
        var program = Program.load(Weaving.weave(classes));
        var failure = new IllegalStateException("from the callee");
        assertEquals("caught", program.run("H", "m", Weft.failed(failure)));
        assertEquals(Given.now(1).value(), program.run("H", "m", Weft.result(1)));
    }

    private void cover(int... opcodes) {
        method.visitTryCatchBlock(start, end, handler, null);
        method.visitLabel(start);
        MethodVisitor code = method;
        IntStream.of(opcodes).forEach(code::visitInsn);
        method.visitLabel(end);
        method.visitLabel(handler);
        method.visitInsn(Opcodes.ATHROW);
    }

    private List<String> covered() {
        CutTryRangesAtReturns.in(method);
        return method.tryCatchBlocks.stream()
                .map(range -> {
                    var text = new StringBuilder();
                    for (AbstractInsnNode at = range.start; at != range.end; at = at.getNext()) {
                        text.append(at.getOpcode() < 0 ? "" : Printer.OPCODES[at.getOpcode()] + " ");
                    }
                    return text.toString().strip();
                })
                .toList();
    }
}
