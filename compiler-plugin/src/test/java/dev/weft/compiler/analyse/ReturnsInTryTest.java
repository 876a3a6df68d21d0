package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.testkit.Handwritten;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What may stand between the value of a return, which is on the operand stack, and the return: Eclipse's compiler closes
 * resources there, coverage tools put their probes. {@code AwaitReturnsInTryTest} has what javac writes.
 */
class ReturnsInTryTest {

    private static final String COROUTINE = "L" + RuntimeAbi.COROUTINE + ";";

    @Test
    void nothing() {
        assertFound(code -> {});
    }

    @Test
    void aResourceIsClosed() {
        assertFound(ReturnsInTryTest::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.IFNULL, Opcodes.IFNONNULL})
    void aResourceThatMayBeNull(int test) {
        assertFound(code -> {
            var without = new Label();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitJumpInsn(test, without);
            close(code);
            code.visitLabel(without);
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {Opcodes.ICONST_M1, Opcodes.ICONST_0, Opcodes.ICONST_5, Opcodes.BIPUSH, Opcodes.SIPUSH, Opcodes.LDC})
    void aProbe(int index) {
        assertFound(code -> probe(code, index));
        assertFound(code -> {
            close(code);
            probe(code, index);
            close(code);
        });
    }

    @Test
    void whatTakesOrGivesAnythingElse() {
        assertNone(code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, Handwritten.OWNER, "f", "()V", false));
        assertNone(code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, RuntimeAbi.OBJECT, "f", "(Ljava/lang/Object;)V", false);
        });
        assertNone(code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, RuntimeAbi.OBJECT, "f", RuntimeAbi.OBJECT_DESCRIPTOR);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, RuntimeAbi.OBJECT, "close", "()V", false);
        });
        assertNone(code -> {
            code.visitLdcInsn("text");
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, RuntimeAbi.OBJECT, "close", "()V", false);
        });
        assertNone(code -> {
            var end = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 2);
            code.visitJumpInsn(Opcodes.IFEQ, end);
            code.visitLabel(end);
        });
    }

    /** {@code try { return make(); } finally { return null; }}, as Eclipse's compiler writes it. */
    @Test
    void aValueThatAFinallyDrops() {
        var places = ReturnsInTry.in(overridden(true, COROUTINE), true).places();
        assertEquals(1, places.size());
        assertEquals(Opcodes.POP, places.get(0).before().getOpcode());
        assertEquals(-1, places.get(0).slot());
        assertEquals(
                List.of(), ReturnsInTry.in(overridden(false, COROUTINE), true).places());
        assertEquals(
                List.of(),
                ReturnsInTry.in(overridden(true, RuntimeAbi.OBJECT_DESCRIPTOR), true)
                        .places());
    }

    /** A handler that forgets what it has caught, or else throws it again; and the type of what is dropped. */
    private static MethodNode overridden(boolean forgets, String dropped) {
        return Handwritten.method("()" + COROUTINE, code -> {
            var start = new Label();
            var handler = new Label();
            var behind = new Label();
            code.visitTryCatchBlock(start, handler, handler, null);
            code.visitLabel(start);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Handwritten.OWNER, "make", "()" + dropped, false);
            code.visitInsn(Opcodes.POP);
            code.visitJumpInsn(Opcodes.GOTO, behind);
            code.visitLabel(handler);
            code.visitInsn(forgets ? Opcodes.POP : Opcodes.ATHROW);
            code.visitLabel(behind);
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ARETURN);
        });
    }

    private static void close(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/AutoCloseable", "close", "()V", true);
    }

    private static void probe(MethodVisitor code, int index) {
        code.visitVarInsn(Opcodes.ALOAD, 1);
        switch (index) {
            case Opcodes.BIPUSH, Opcodes.SIPUSH -> code.visitIntInsn(index, 100);
            case Opcodes.LDC -> code.visitLdcInsn(100_000);
            default -> code.visitInsn(index);
        }
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.BASTORE);
    }

    /** The place is where the range of the {@code try} ends, right behind the call that makes the value. */
    private static void assertFound(Consumer<MethodVisitor> between) {
        var method = method(between);
        var places = ReturnsInTry.in(method, true).places();
        assertEquals(1, places.size());
        var made = Instructions.before(places.get(0).before());
        assertEquals("make", made instanceof MethodInsnNode call ? call.name : null);
        assertEquals(-1, places.get(0).slot());
        assertEquals(1, places.get(0).around().size());
        assertSame(method.tryCatchBlocks.get(0), places.get(0).around().get(0));
    }

    private static void assertNone(Consumer<MethodVisitor> between) {
        assertEquals(List.of(), ReturnsInTry.in(method(between), true).places());
    }

    private static MethodNode method(Consumer<MethodVisitor> between) {
        return Handwritten.method("(Ljava/lang/AutoCloseable;[ZI)" + COROUTINE, code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.visitTryCatchBlock(start, end, handler, null);
            code.visitLabel(start);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Handwritten.OWNER, "make", "()" + COROUTINE, false);
            code.visitLabel(end);
            between.accept(code);
            code.visitInsn(Opcodes.ARETURN);
            code.visitLabel(handler);
            code.visitInsn(Opcodes.ATHROW);
        });
    }
}
