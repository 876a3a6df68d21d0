package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** What the JVM compiled before weaving, it compiles afterwards: 8,000 bytes are its limit. */
class CodeLengthTest {

    @Test
    void countsBytes() {
        var method = Handwritten.method("()I", code -> {
            code.visitIntInsn(Opcodes.BIPUSH, 7);
            code.visitVarInsn(Opcodes.ISTORE, 0);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitInsn(Opcodes.IRETURN);
        });
        int before = method.instructions.size();
        assertEquals(5, CodeLength.of(method));
        assertEquals(before, method.instructions.size());
        assertTrue(CodeLength.fits(method, 8) && CodeLength.fits(method, 5) && !CodeLength.fits(method, 4));
    }

    /** Most of what is added is in the resume entry: first that is cut, later the hot entry, too. */
    @ParameterizedTest
    @ValueSource(ints = {20, 60, 150, 300})
    void whatCouldBeCompiledStillCan(int awaits) throws Throwable {
        var source = source(awaits);
        assertTrue(CodeLength.of(Javac.compile(source).method("C", "m", "")) <= CodeLength.COMPILABLE);
        var woven = Weaving.weave(source);
        for (var method : woven.node("C").methods) {
            assertTrue(CodeLength.of(method) <= CodeLength.COMPILABLE, () -> method.name + CodeLength.of(method));
        }
        assertRuns(awaits, woven);
    }

    /** A hot entry that fits stays in one piece: it never hands over, so a run that never suspends costs no frame. */
    @Test
    void onlyTheResumeEntryIsCutWhereThatIsEnough() {
        var woven = Weaving.weave(source(60));
        assertTrue(woven.node("C").methods.stream().anyMatch(method -> method.name.equals("m$2")));
        var hot = woven.method("C", "m", "(Ldev/weft/Awaitable;LC$m$Frame;");
        for (var instruction : hot.instructions) {
            assertFalse(instruction instanceof MethodInsnNode call && call.name.equals("ready"));
        }
    }

    /** It would not be compiled unwoven. */
    @Test
    void whatWasTooLongBeforeIsNotCut() throws Throwable {
        var source = source(60).replace("sum += 1;", "sum += 1;" + "sum ^= sum << 3;".repeat(2000));
        assertTrue(CodeLength.of(Javac.compile(source).method("C", "m", "")) > CodeLength.COMPILABLE);
        var woven = Weaving.weave(source);
        assertFalse(woven.node("C").methods.stream().anyMatch(method -> method.name.equals("m$1")));
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertTrue(Program.load(woven).run("C", "m", given) instanceof Integer);
        }
    }

    private static void assertRuns(int awaits, Classes woven) throws Throwable {
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertEquals(3 * (awaits + 28) + 1, Program.load(woven).run("C", "m", given));
        }
    }

    /** Seven variables live at every await, in a loop, with a handler. */
    private static String source(int awaits) {
        return "class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int sum = 0; "
                + "for (int i = 0; i < 3; i++) { int b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7; try { "
                + "sum += await(a); ".repeat(awaits)
                + "} catch (IllegalStateException x) { sum -= await(a); } sum += b + c + d + e + f + g + h; } "
                + "sum += 1; return result(sum); } }";
    }
}
