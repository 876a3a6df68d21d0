package dev.weft.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

class ReachableCodeTest {

    private final MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);

    @Test
    void codeBehindAJumpIsNotReached() {
        var end = new Label();
        method.visitJumpInsn(Opcodes.GOTO, end); // 0
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end); // 2
        method.visitInsn(Opcodes.RETURN);
        assertEquals("{0, 2, 3}", reached());
    }

    @Test
    void aConditionGoesBothWays() {
        var end = new Label();
        method.visitInsn(Opcodes.ICONST_0); // 0
        method.visitJumpInsn(Opcodes.IFEQ, end);
        method.visitInsn(Opcodes.NOP); // 2
        method.visitLabel(end);
        method.visitInsn(Opcodes.RETURN); // 4
        assertEquals("{0, 1, 2, 3, 4}", reached());
    }

    @Test
    void everyInstructionThatJavacWritesIsReached() {
        var source = """
                class C { static int m(int a) {
                    for (int i = 0; i < a; i++) {
                        try { a -= 10 / i; } catch (RuntimeException e) { continue; } finally { a++; }
                        switch (a) { case 1: return 1; case 2: break; default: a++; }
                    }
                    return a;
                } }
                """;
        var compiled = Javac.compile(source).method("C", "m", "");
        // javac ends a method with a label for its variables, behind the last instruction
        assertEquals(
                compiled.instructions.size() - 1, ReachableCode.in(compiled).cardinality());
    }

    @Test
    void aHandlerIsReachedFromWhatItCoversEvenIfThatIsAHandler() {
        var inner = new Label();
        var outer = new Label();
        var start = new Label();
        var end = new Label();
        var dead = new Label();
        method.visitTryCatchBlock(dead, inner, dead, null); // covers nothing but what only it would reach
        method.visitTryCatchBlock(inner, outer, outer, null);
        method.visitTryCatchBlock(start, end, inner, "java/lang/IllegalStateException");
        method.visitLabel(start); // 0
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end); // 2
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(dead); // 4
        method.visitInsn(Opcodes.ATHROW);
        method.visitLabel(inner); // 6
        method.visitInsn(Opcodes.ATHROW);
        method.visitLabel(outer); // 8
        method.visitInsn(Opcodes.ATHROW);
        assertEquals("{0, 1, 2, 3, 6, 7, 8, 9}", reached());
    }

    @Test
    void nothingBehindACatchAllIsReachedThroughIt() {
        var start = new Label();
        var end = new Label();
        var all = new Label();
        var shadowed = new Label();
        method.visitTryCatchBlock(start, end, all, null);
        method.visitTryCatchBlock(start, end, shadowed, "java/lang/IllegalStateException");
        method.visitLabel(start); // 0
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(end); // 2
        method.visitInsn(Opcodes.RETURN);
        method.visitLabel(all); // 4
        method.visitInsn(Opcodes.ATHROW);
        method.visitLabel(shadowed); // 6
        method.visitInsn(Opcodes.ATHROW);
        assertEquals("{0, 1, 2, 3, 4, 5}", reached());
    }

    private String reached() {
        return ReachableCode.in(method).toString();
    }
}
