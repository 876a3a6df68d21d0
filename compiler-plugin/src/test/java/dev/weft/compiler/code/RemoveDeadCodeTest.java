package dev.weft.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.compiler.testkit.Disassembly;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

class RemoveDeadCodeTest {

    private final MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);

    @Test
    void codeBehindAJumpIsRemoved() {
        var end = new Label();
        method.visitJumpInsn(Opcodes.GOTO, end);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.POP);
        method.visitLabel(end);
        method.visitInsn(Opcodes.RETURN);
        RemoveDeadCode.in(method);
        assertEquals(List.of("GOTO", "RETURN"), Disassembly.instructions(method));
    }

    @Test
    void deadLoopsAreRemovedToo() {
        var loop = new Label();
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(loop);
        method.visitInsn(Opcodes.NOP);
        method.visitJumpInsn(Opcodes.GOTO, loop);
        RemoveDeadCode.in(method);
        assertEquals(List.of("RETURN"), Disassembly.instructions(method));
    }

    @Test
    void whatAllIsReachedStaysTheSame() {
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.POP);
        method.visitInsn(Opcodes.RETURN);
        var before = method.instructions.toArray();
        RemoveDeadCode.in(method);
        var after = method.instructions.toArray();
        for (int i = 0; i < before.length; i++) {
            assertSame(before[i], after[i]);
        }
    }

    @Test
    void aRangeThatCoversOnlyDeadCodeGoesWithItsHandler() {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        method.visitTryCatchBlock(start, end, handler, null);
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(start);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end);
        method.visitLabel(handler);
        method.visitInsn(Opcodes.ATHROW);
        RemoveDeadCode.in(method);
        assertEquals(List.of("RETURN"), Disassembly.instructions(method));
        assertEquals(List.of(), method.tryCatchBlocks);
    }

    @Test
    void aRangeWhoseHandlerIsNeverEnteredGoesWithIt() {
        var start = new Label();
        var end = new Label();
        var all = new Label();
        var shadowed = new Label();
        method.visitTryCatchBlock(start, end, all, "java/lang/Throwable");
        method.visitTryCatchBlock(start, end, shadowed, "java/lang/Error");
        method.visitLabel(start);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end);
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(all);
        method.visitInsn(Opcodes.ATHROW);
        method.visitLabel(shadowed);
        method.visitInsn(Opcodes.ATHROW);
        RemoveDeadCode.in(method);
        assertEquals(List.of("NOP", "RETURN", "ATHROW"), Disassembly.instructions(method));
        assertEquals(
                List.of("java/lang/Throwable"),
                method.tryCatchBlocks.stream().map(range -> range.type).toList());
    }
}
