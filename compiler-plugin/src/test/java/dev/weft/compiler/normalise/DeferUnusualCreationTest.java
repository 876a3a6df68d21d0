package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** As no javac writes it, but the JVM allows: copies of an uninitialised object in any number and place. */
class DeferUnusualCreationTest {

    private static final String BUILDER = "java/lang/StringBuilder";
    private static final String DESCRIPTOR = "(Ldev/weft/Awaitable;)Ldev/weft/Coroutine;";

    @Test
    void withoutACopy() throws Throwable {
        assertGives("dropped", code -> {
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            construct(code);
            code.visitLdcInsn("dropped");
        });
    }

    @Test
    void withTwoCopiesOnTheStack() throws Throwable {
        assertGives("xx", code -> {
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP);
            code.visitInsn(Opcodes.DUP);
            construct(code);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/CharSequence;)L" + BUILDER + ";", false);
        });
    }

    @Test
    void withACopyBelowAnotherOperand() throws Throwable {
        assertGives("xbelow", code -> {
            code.visitLdcInsn("below");
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP_X1);
            construct(code);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/String;)L" + BUILDER + ";", false);
        });
    }

    @Test
    void withACopyBelowALong() throws Throwable {
        assertGives("x7", code -> {
            code.visitLdcInsn(7L);
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP_X2);
            construct(code);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(J)L" + BUILDER + ";", false);
        });
    }

    @Test
    void storedInAVariable() throws Throwable {
        assertGives("x", code -> {
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, 1);
            construct(code);
            code.visitVarInsn(Opcodes.ALOAD, 1);
        });
    }

    @Test
    void storedInTwoVariablesAndOnTheStack() throws Throwable {
        assertGives("xxxx", code -> {
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, 1);
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, 2);
            code.visitInsn(Opcodes.DUP);
            construct(code);
            append(code, 1);
            append(code, 2);
        });
    }

    @Test
    void onlyInAVariable() throws Throwable {
        assertGives("x", code -> {
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitVarInsn(Opcodes.ASTORE, 1);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            construct(code);
            code.visitVarInsn(Opcodes.ALOAD, 1);
        });
    }

    @Test
    void aJumpInTheArguments() throws Throwable {
        assertGives("x", code -> {
            var missing = new Label();
            var call = new Label();
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitJumpInsn(Opcodes.IFNULL, missing);
            argument(code);
            code.visitJumpInsn(Opcodes.GOTO, call);
            code.visitLabel(missing);
            code.visitLdcInsn("none");
            code.visitLabel(call);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "(Ljava/lang/String;)V", false);
        });
    }

    @Test
    void severalAtOnceConstructedInTheOrderOfAStack() throws Throwable {
        assertGives("xx", code -> {
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP);
            code.visitTypeInsn(Opcodes.NEW, BUILDER);
            code.visitInsn(Opcodes.DUP);
            construct(code);
            argument(code);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/String;)L" + BUILDER + ";", false);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "(Ljava/lang/CharSequence;)V", false);
        });
    }

    private static void argument(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        Handwritten.await(code);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
    }

    private static void construct(MethodVisitor code) {
        argument(code);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "(Ljava/lang/String;)V", false);
    }

    private static void append(MethodVisitor code, int variable) {
        code.visitVarInsn(Opcodes.ALOAD, variable);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/CharSequence;)L" + BUILDER + ";", false);
    }

    private static void assertGives(String expected, Consumer<MethodVisitor> code) throws Throwable {
        Classes classes = Handwritten.asyncClassWith("m", DESCRIPTOR, code.andThen(Handwritten::returnResult));
        var program = Program.load(Weaving.weave(classes));
        assertEquals(expected, program.run("H", "m", Given.now("x")).toString());
        assertEquals(expected, program.run("H", "m", Given.later("x")).toString());
    }
}
