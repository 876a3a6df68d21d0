package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The JVM compiles what is woven: 8,000 bytes are its limit. */
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

    /** The bound is what a class writer makes of it, where constants have wide indices, as here, and switches are padded. */
    @Test
    void isBoundedByWhatIsWritten() {
        var method = Handwritten.method("(IJ)I", code -> {
            var end = new Label();
            for (int i = 0; i < 300; i++) {
                code.visitLdcInsn("text " + i);
                code.visitJumpInsn(Opcodes.IFNULL, end);
            }
            for (int slot : new int[] {0, 5, 255, 256}) {
                code.visitInsn(Opcodes.ICONST_0);
                code.visitVarInsn(Opcodes.ISTORE, slot);
                code.visitIincInsn(slot, slot == 5 ? 1000 : 1);
            }
            code.visitIntInsn(Opcodes.SIPUSH, 300);
            code.visitTableSwitchInsn(3, 5, end, end, end, end);
            code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
            code.visitLookupSwitchInsn(end, new int[] {7, 9}, new Label[] {end, end});
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "I", "i", "()V", true);
            code.visitMultiANewArrayInsn("[[I", 2);
            code.visitLabel(end);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.IRETURN);
        });
        int padding = CodeLength.atMost(method) - CodeLength.of(method);
        assertTrue(padding >= 0 && padding <= 6, () -> "padding " + padding);
    }

    /** Jumps of more than 32 KiB are wide. */
    @Test
    void countsWideJumps() {
        var method = new MethodNode(RuntimeAbi.ASM_API, 0, "m", "()V", null, null);
        var end = new LabelNode();
        for (int i = 0; i < 33_000 / 4; i++) {
            method.instructions.add(new InsnNode(Opcodes.ICONST_0));
            method.instructions.add(new JumpInsnNode(Opcodes.IFEQ, end));
        }
        method.instructions.add(end);
        method.instructions.add(new InsnNode(Opcodes.RETURN));
        assertEquals(33_000 / 4 * 9 + 1, CodeLength.atMost(method));
        assertTrue(CodeLength.fits(method, CodeLength.WRITABLE));
    }

    /** Most of what is added is in the resume entry: first that is cut, later the hot entry, too. */
    @ParameterizedTest
    @ValueSource(ints = {20, 60, 150, 300, 1000, 3000})
    void entriesCanBeCompiled(int awaits) throws Throwable {
        var woven = Weaving.weave(source(awaits));
        assertEquals(List.of(), tooLong(woven));
        assertRuns(awaits, woven);
    }

    /** Constants that the class has before take the short indices: what is loaded takes three bytes. */
    @Test
    void entriesOfAClassOfManyConstantsCanBeCompiled() throws Throwable {
        var texts = new StringBuilder("String t(int i) { return switch (i) { ");
        for (int i = 0; i < 300; i++) {
            texts.append("case ").append(i).append(" -> \"text ").append(i).append("\"; ");
        }
        var awaits = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            awaits.append("if (await(a) == 100000) { s.append(\"more ")
                    .append(i)
                    .append("\"); } ");
        }
        var woven = Weaving.weave("class C { " + texts + "default -> \"\"; }; } "
                + "@Async static Coroutine<String> m(Awaitable<Integer> a) { var s = new StringBuilder(); "
                + awaits + "return result(s.toString()); } }");
        assertEquals(List.of(), tooLong(woven));
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertEquals("", Program.load(woven).run("C", "m", given));
        }
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

    /** Code without an await cannot be cut: only the entry that it is in is too long, and the hot one, as a loop may be none. */
    @Test
    void aLongStretchIsInOneSegment() throws Throwable {
        var source = source(60).replace("sum += 1;", "sum += 1;" + "sum ^= sum << 3;".repeat(2000));
        var woven = Weaving.weave(source);
        assertEquals(2, tooLong(woven).size(), () -> tooLong(woven).toString());
        assertTrue(tooLong(woven).get(1).startsWith("m(Ldev/weft/Awaitable;"));
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertTrue(Program.load(woven).run("C", "m", given) instanceof Integer);
        }
    }

    /** Where all of the awaits lead to it, cutting would make copies of it. */
    @Test
    void aLongStretchInALoopIsNotCopied() throws Throwable {
        var source = "class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 0; "
                + "for (int i = 0; i < 9; i++) { switch (i) { "
                + cases(9, "s += await(a);") + "default: } " + "s ^= s << 3; ".repeat(2000) + "} return result(s); } }";
        var woven = Weaving.weave(source);
        assertFalse(woven.node("C").methods.stream().anyMatch(method -> method.name.equals("m$1")));
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertTrue(Program.load(woven).run("C", "m", given) instanceof Integer);
        }
    }

    /** Each segment would need all of the cases, so it is cut no more than the class file format wants. */
    @Test
    void aSwitchInALoopIsNotCut() throws Throwable {
        var woven = Weaving.weave("class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 0; "
                + "for (int i = 0; i < 300; i++) { switch (i) { "
                + cases(300, "s += await(a);") + "default: } } return result(s); } }");
        assertFalse(woven.node("C").methods.stream().anyMatch(method -> method.name.equals("m$1")));
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertEquals(300, Program.load(woven).run("C", "m", given));
        }
    }

    private static String cases(int count, String statement) {
        var cases = new StringBuilder();
        for (int i = 0; i < count; i++) {
            cases.append("case ").append(i).append(": ").append(statement).append(" break; ");
        }
        return cases.toString();
    }

    /** The methods of C, by what is in the class file, in which the last instruction does not end within the limit. */
    private static List<String> tooLong(Classes woven) {
        var offsets = new OffsetReader(woven.bytes("C"));
        offsets.accept(offsets.methods(), 0);
        return offsets.last.entrySet().stream()
                .filter(method -> method.getValue() > CodeLength.COMPILABLE - 3)
                .map(Object::toString)
                .toList();
    }

    private static final class OffsetReader extends ClassReader {

        private final Map<String, Integer> last = new TreeMap<>();
        private String method = "";

        OffsetReader(byte[] file) {
            super(file);
        }

        ClassVisitor methods() {
            return new ClassVisitor(RuntimeAbi.ASM_API) {
                @Override
                public MethodVisitor visitMethod(
                        int access, String name, String descriptor, String signature, String[] exceptions) {
                    method = name + descriptor;
                    return new MethodVisitor(api) {};
                }
            };
        }

        @Override
        protected void readBytecodeInstructionOffset(int offset) {
            last.put(method, offset);
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
