package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * What may stand between the error, which is on the operand stack, and the {@code athrow}. {@code SwallowedCancellationTest}
 * has what javac writes.
 */
class CancellationHandlersTest {

    private static final String SOURCE = """
            class C {
                @Async static Coroutine<Void> m(Coroutine<?> c, boolean[] probes, AutoCloseable r, boolean b) throws Throwable {
                    try {
                        await(c);
                    } catch (Throwable t) {
                        if (b) { throw t; }
                    }
                    return done();
                }
            }
            """;

    @Test
    void nothing() {
        assertEquals(0, swallowingWith(code -> {}));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Opcodes.ICONST_0,
                Opcodes.ICONST_1,
                Opcodes.ICONST_2,
                Opcodes.ICONST_3,
                Opcodes.ICONST_4,
                Opcodes.ICONST_5,
                Opcodes.BIPUSH,
                Opcodes.SIPUSH
            })
    void aProbeOfACoverageTool(int index) {
        assertEquals(0, swallowingWith(code -> {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            if (index >= Opcodes.BIPUSH) {
                code.visitIntInsn(index, 100);
            } else {
                code.visitInsn(index);
            }
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.BASTORE);
        }));
    }

    @Test
    void calls() {
        assertEquals(0, swallowingWith(CancellationHandlersTest::close));
        assertEquals(0, swallowingWith(code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "C", "f", "(I)V", false);
        }));
        assertEquals(0, swallowingWith(code -> {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "C", "f", "()I", false);
            code.visitInsn(Opcodes.POP);
        }));
        assertEquals(0, swallowingWith(code -> {
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitInsn(Opcodes.DUP);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "C", "f", "(LC;)LC;", false);
            code.visitInsn(Opcodes.POP);
        }));
        assertEquals(0, swallowingWith(code -> {
            var without = new Label();
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitJumpInsn(Opcodes.IFNULL, without);
            close(code);
            code.visitLabel(without);
        }));
    }

    @Test
    void copies() {
        assertEquals(0, swallowingWith(code -> {
            code.visitInsn(Opcodes.DUP);
            code.visitInsn(Opcodes.POP);
        }));
        assertEquals(0, swallowingWith(code -> {
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, 9);
            close(code);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ALOAD, 9);
        }));
    }

    @Test
    void anotherErrorIsThrown() {
        assertEquals(1, swallowingWith(code -> code.visitVarInsn(Opcodes.ALOAD, 2)));
        assertEquals(
                1,
                swallowingWith(code -> code.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "C", "f", "(Ljava/lang/Object;)Ljava/lang/Error;", false)));
        assertEquals(1, swallowingWith(code -> {
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitVarInsn(Opcodes.ASTORE, 9);
            code.visitVarInsn(Opcodes.ALOAD, 9);
        }));
    }

    private static void close(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/AutoCloseable", "close", "()V", true);
    }

    /** The number of handlers that swallow, with further code in front of the {@code athrow}. */
    private static int swallowingWith(Consumer<MethodVisitor> code) {
        var method = Javac.compile(SOURCE).method("C", "m", "");
        var more = new MethodNode();
        code.accept(more);
        for (var instruction : method.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.ATHROW) {
                method.instructions.insertBefore(instruction, more.instructions);
            }
        }
        method.maxLocals = 10;
        return CancellationHandlers.thatSwallow(method).size();
    }
}
