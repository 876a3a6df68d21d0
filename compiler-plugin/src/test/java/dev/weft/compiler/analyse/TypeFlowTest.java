package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class TypeFlowTest {

    @Test
    void parametersFillTheFirstSlots() {
        var method = Javac.compile("class C { void m(long a, Object[] b, boolean c, double d) {} }")
                .method("C", "m", "");
        assertEquals("[C, long, top, [Ljava/lang/Object;, int, double, top]", localsBefore(method, Opcodes.RETURN));
    }

    @Test
    void aConstructorStartsWithoutAnObject() {
        var method = Javac.compile("class C { C() { super(); } }").method("C", "<init>", "");
        assertEquals("[uninitialized_this]", localsBefore(method, Opcodes.INVOKESPECIAL));
        assertEquals("[C]", localsBefore(method, Opcodes.RETURN));
    }

    @Test
    void aNewObjectIsUninitialisedInEveryCopyUntilItsConstructorReturns() {
        var method = Handwritten.method("()V", code -> {
            code.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, 0);
            code.visitInsn(Opcodes.DUP);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals("[uninitialized] [uninitialized, uninitialized]", before(method, Opcodes.INVOKESPECIAL));
        assertEquals("[java/lang/Object] [java/lang/Object]", before(method, Opcodes.POP));
    }

    @Test
    void twoObjectsOfOneClassAreToldApart() {
        var method = Handwritten.method("()V", code -> {
            code.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
            code.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals("[] [uninitialized]", before(method, Opcodes.POP));
    }

    @Test
    void stackMapsSayWhatHoldsWherePathsMeet() {
        var method = Javac.compile("class C { static Object m(boolean b, Integer i, String s) {"
                        + " Object o; if (b) { o = i; } else { o = s; } return o; } }")
                .method("C", "m", "");
        assertTrue(
                before(method, Opcodes.ARETURN).endsWith("[java/lang/Object]"), () -> before(method, Opcodes.ARETURN));
    }

    @Test
    void behindAJumpWithoutAMapNothingIsKnown() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        method.visitInsn(Opcodes.RETURN);
        method.visitInsn(Opcodes.NOP);
        method.visitMaxs(0, 0);
        var seen = new ArrayList<Types>();
        new TypeFlow("C", method).walk((instruction, types) -> seen.add(types));
        assertEquals(2, seen.size());
        assertNull(seen.get(1));
    }

    @Test
    void leaveSeesWhatAnInstructionDid() {
        var method = Handwritten.method("()I", code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IRETURN);
        });
        var behind = new ArrayList<String>();
        new TypeFlow(Handwritten.OWNER, method).walk(new TypeFlow.Visitor() {
            @Override
            public void visit(AbstractInsnNode instruction, Types types) {}

            @Override
            public void leave(AbstractInsnNode instruction, Types types) {
                behind.add(types.operandsBelow(0).toString());
            }
        });
        assertEquals(List.of("[int]", "[]"), behind);
    }

    @Test
    void codeThatDoesNotFitIsRefusedByName() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        method.instructions.add(new InsnNode(Opcodes.POP));
        var flow = new TypeFlow("p/C", method);
        var failure = assertThrows(IllegalArgumentException.class, () -> flow.walk((instruction, types) -> {}));
        assertTrue(failure.getMessage().startsWith("the class file is not valid: p/C.m()V"), failure::getMessage);
    }

    @Test
    void anUninitialisedObjectInAStackMapIsThatOfItsNew() {
        Consumer<MethodVisitor> code = visitor -> {
            var other = new Label();
            visitor.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
            visitor.visitVarInsn(Opcodes.ILOAD, 0);
            visitor.visitJumpInsn(Opcodes.IFEQ, other);
            visitor.visitInsn(Opcodes.NOP);
            visitor.visitLabel(other);
            visitor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            visitor.visitInsn(Opcodes.RETURN);
        };
        var method = Handwritten.method("(Z)V", code);
        var creations = new ArrayList<AbstractInsnNode>();
        new TypeFlow(Handwritten.OWNER, method).walk((instruction, types) -> {
            if (instruction.getOpcode() == Opcodes.INVOKESPECIAL) {
                creations.add(types.operand(0).creation());
            }
        });
        assertEquals(Opcodes.NEW, creations.get(0).getOpcode());
    }

    @Test
    void stackMapsNameEachKindOfValue() {
        var method = Javac.compile("class C { static void m(boolean b, int i, float f, long l, double d, Object[] o) {"
                        + " if (b) { i++; } } }")
                .method("C", "m", "");
        assertEquals(
                "[int, int, float, long, top, double, top, [Ljava/lang/Object;]",
                mapsOf(method).get(0).locals().toString());
        assertEquals(VerificationType.UNINITIALIZED_THIS, TypeFlow.fromEntry(Opcodes.UNINITIALIZED_THIS));
        assertEquals(VerificationType.NULL, TypeFlow.fromEntry(Opcodes.NULL));
        assertEquals(VerificationType.TOP, TypeFlow.fromEntry(Opcodes.TOP));
    }

    private static List<Types> mapsOf(MethodNode method) {
        var maps = new ArrayList<Types>();
        for (var instruction : method.instructions) {
            if (instruction instanceof FrameNode map) {
                maps.add(new TypeFlow("C", method).at(map));
            }
        }
        return maps;
    }

    private static String localsBefore(MethodNode method, int opcode) {
        var text = before(method, opcode);
        return text.substring(0, text.lastIndexOf(" ["));
    }

    /** Local variables and operands before the first instruction with the opcode. */
    private static String before(MethodNode method, int opcode) {
        var found = new ArrayList<String>();
        new TypeFlow("C", method).walk((instruction, types) -> {
            if (instruction.getOpcode() == opcode) {
                found.add(types.locals() + " " + types.operandsBelow(0));
            }
        });
        return found.get(0);
    }
}
