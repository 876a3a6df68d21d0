package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Each string in a source marks a place; the tests compare how many monitors are held there. */
class HeldMonitorsTest {

    @Test
    void insideAndOutside() {
        assertEquals(
                List.of("before 0", "in 1", "after 0"),
                held("use(\"before\"); synchronized (a) { use(\"in\"); } use(\"after\");"));
    }

    @Test
    void nested() {
        assertEquals(
                List.of("one 1", "two 2", "again 1", "none 0"),
                held(
                        "synchronized (a) { use(\"one\"); synchronized (b) { use(\"two\"); } use(\"again\"); } use(\"none\");"));
    }

    @Test
    void inALoopEachRoundHoldsAsMany() {
        assertEquals(
                List.of("in 1", "after 0"),
                held(
                        "while (b != null) { synchronized (a) { use(\"in\"); if (a == b) { continue; } } use(\"after\"); }"));
    }

    @Test
    void leavingByAJumpReleases() {
        assertEquals(
                List.of("in 1", "after 0"),
                held("out: { synchronized (a) { if (b == a) { break out; } use(\"in\"); } } use(\"after\");"));
    }

    @Test
    void handlersInsideHoldThoseOutsideDoNot() {
        assertEquals(List.of("body 1", "inner 1", "outer 0"), held("""
                        try {
                            synchronized (a) {
                                try { use("body"); } catch (IllegalStateException e) { use("inner"); }
                            }
                        } catch (RuntimeException e) { use("outer"); }
                        """));
    }

    @Test
    void aHandlerShadowedByTheReleaseOfTheMonitorHoldsNothing() {
        assertEquals(List.of("fail 1", "never 1", "caught 0"), held("""
                        try { synchronized (a) { use(b == null ? "fail" : "never"); } }
                        catch (IllegalStateException e) { use("caught"); }
                        """));
    }

    @Test
    void aFinallyOutsideHoldsNothing() {
        assertEquals(
                List.of("in 1", "finally 0", "finally 0", "finally 0"),
                held(
                        "try { synchronized (a) { use(\"in\"); if (b == a) { return; } } } finally { use(\"finally\"); }"));
    }

    /** The JVM does not mind: it may hold a monitor any number of times. */
    @Test
    void aLoopThatEntersInEachRoundHoldsForEver() {
        var method = Handwritten.method("(Ljava/lang/Object;I)V", code -> {
            var loop = new Label();
            var end = new Label();
            var out = new Label();
            code.visitLabel(loop);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFEQ, end);
            code.visitIincInsn(1, -1);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITORENTER);
            code.visitJumpInsn(Opcodes.GOTO, loop);
            code.visitLabel(end);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITOREXIT);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITOREXIT);
            code.visitLdcInsn("behind");
            code.visitInsn(Opcodes.POP);
            code.visitLabel(out);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals(List.of("behind 2"), held(method));
    }

    @Test
    void twoLoopsThatEnterInTurnsEnd() {
        var method = Handwritten.method("(Ljava/lang/Object;I)V", code -> {
            var outer = new Label();
            var inner = new Label();
            var end = new Label();
            code.visitLabel(outer);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITORENTER);
            code.visitLabel(inner);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITORENTER);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITOREXIT);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFEQ, outer);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitJumpInsn(Opcodes.IFLT, inner);
            code.visitLdcInsn("behind");
            code.visitInsn(Opcodes.POP);
            code.visitLabel(end);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals(List.of("behind 2"), held(method));
    }

    /** No label need stand between the instructions of a block. */
    @Test
    void whatIsEnteredInTheMiddleOfABlockIsHeldInItsHandler() {
        var method = Handwritten.method("(Ljava/lang/Object;)V", code -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            code.visitTryCatchBlock(start, end, handler, null);
            code.visitLabel(start);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITORENTER);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Handwritten.OWNER, "f", "()V", false);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.MONITOREXIT);
            code.visitLabel(end);
            code.visitInsn(Opcodes.RETURN);
            code.visitLabel(handler);
            code.visitInsn(Opcodes.POP);
            code.visitLdcInsn("caught");
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.RETURN);
        });
        assertEquals(List.of("caught 1"), held(method));
    }

    @Test
    void anyIsQuick() {
        var locking = method("synchronized (a) { }");
        assertTrue(HeldMonitors.anyIn(locking), () -> Disassembly.of(locking));
        var calling = method("use(\"x\");");
        assertFalse(HeldMonitors.anyIn(calling), () -> Disassembly.of(calling));
    }

    private static MethodNode method(String body) {
        return Javac.compile(
                        "class C { static void use(String s) {} static void m(Object a, Object b) { " + body + " } }")
                .method("C", "m", "");
    }

    private static List<String> held(String body) {
        return held(method(body));
    }

    private static List<String> held(MethodNode method) {
        var monitors = HeldMonitors.in(method);
        var held = new ArrayList<String>();
        for (var instruction : method.instructions) {
            if (instruction instanceof LdcInsnNode constant) {
                int index = method.instructions.indexOf(instruction);
                held.add(constant.cst + " " + monitors.before(index).size());
            }
        }
        return held;
    }
}
