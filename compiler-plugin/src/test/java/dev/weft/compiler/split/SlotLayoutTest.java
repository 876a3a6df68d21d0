package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class SlotLayoutTest {

    @Test
    void theHiddenVariablesComeBehindTheParameters() {
        var layout = SlotLayout.of(body(Opcodes.ISTORE, 3, 5), 3);
        assertEquals(3, layout.frameSlot());
        assertEquals(4, layout.taskSlot());
        assertEquals(5, layout.depthSlot());
        assertEquals(2, layout.slot(2));
        assertEquals(6, layout.slot(3));
        assertEquals(8, layout.maxLocals(5));
    }

    @Test
    void aLongAcrossTheBorderMovesThemToTheEnd() {
        for (int store : new int[] {Opcodes.LSTORE, Opcodes.DSTORE}) {
            var layout = SlotLayout.of(body(store, 2, 5), 3);
            assertEquals(5, layout.frameSlot());
            assertEquals(4, layout.slot(4));
            assertEquals(8, layout.maxLocals(5));
        }
    }

    @Test
    void inALongBodyNoVariableMoves() {
        var body = body(Opcodes.ISTORE, 3, 5);
        for (int i = 0; i < 8_000; i++) {
            body.instructions.add(new InsnNode(Opcodes.NOP));
        }
        var layout = SlotLayout.of(body, 3);
        assertEquals(5, layout.frameSlot());
        assertEquals(4, layout.slot(4));
    }

    @Test
    void aLongThatEndsAtTheBorderDoesNot() {
        assertEquals(3, SlotLayout.of(body(Opcodes.LSTORE, 1, 5), 3).frameSlot());
        assertEquals(3, SlotLayout.of(body(Opcodes.LSTORE, 3, 5), 3).frameSlot());
    }

    @Test
    void aLongAcrossTheBorderSurvivesASuspension() throws Throwable {
        var classes = Handwritten.asyncClassWith("m", "(ILdev/weft/Awaitable;)Ldev/weft/Coroutine;", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitLdcInsn(1L << 40);
            code.visitVarInsn(Opcodes.LSTORE, 1);
            Handwritten.await(code);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.LLOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", false);
            Handwritten.returnResult(code);
        });
        var program = Program.load(Weaving.weave(classes));
        assertEquals(1L << 40, program.run("H", "m", 1, Given.now("x")));
        assertEquals(1L << 40, program.run("H", "m", 1, Given.later("x")));
    }

    private static MethodNode body(int store, int slot, int maxLocals) {
        var body = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        body.visitVarInsn(store, slot);
        body.maxLocals = maxLocals;
        return body;
    }
}
