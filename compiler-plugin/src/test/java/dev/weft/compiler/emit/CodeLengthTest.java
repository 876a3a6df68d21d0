package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.objectweb.asm.tree.MethodNode;

/** The JVM does not compile a method of more than 8,000 bytes, so the weaver cuts long methods. */
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
        assertEquals(
                List.of(8, 5),
                Stream.of(8, 5, 4)
                        .filter(limit -> CodeLength.fits(method, limit))
                        .toList());
    }

    /** All constants have wide indices here, so the bound exceeds the written length only by the padding of switches. */
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

    /** A jump over more than 32 KiB takes a wide instruction. */
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
        assertTrue(CodeLength.fits(method, CodeLength.WRITABLE), () -> "at most " + CodeLength.atMost(method));
    }

    /** Weaving adds most code to the resume entry, which is cut first. The hot entry is cut where that is not enough. */
    @ParameterizedTest
    @ValueSource(ints = {20, 60, 150, 300, 1000, 3000})
    void entriesCanBeCompiled(int awaits) throws Throwable {
        var woven = Weaving.weave(source(awaits));
        assertEquals(List.of(), tooLong(woven));
        assertRuns(awaits, woven);
    }

    /** Earlier constants use up the short indices, so an instruction that loads a constant takes three bytes. */
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

    /** A hot entry that fits stays in one piece: it hands over to no segment, so a run that never suspends makes no frame. */
    @Test
    void onlyTheResumeEntryIsCutWhereThatIsEnough() {
        var woven = Weaving.weave(source(60));
        var methods = woven.methodNames("C");
        assertTrue(methods.contains("m$2"), methods::toString);
        var hot = woven.method("C", "m", "(Ldev/weft/Awaitable;LC$m$Frame;");
        var handingOver = Disassembly.instructions(hot).stream()
                .filter(instruction -> instruction.startsWith("INVOKE") && instruction.endsWith(".ready"))
                .toList();
        assertEquals(List.of(), handingOver);
    }

    /** Code without an await cannot be cut. The segment that has it and the hot entry stay too long, all others fit. */
    @Test
    void aLongStretchIsInOneSegment() throws Throwable {
        var source = source(60).replace("sum += 1;", "sum += 1;" + "sum ^= sum << 3;".repeat(2000));
        var woven = Weaving.weave(source);
        var tooLong = tooLong(woven);
        assertEquals(2, tooLong.size(), tooLong::toString);
        assertTrue(tooLong.get(1).startsWith("m(Ldev/weft/Awaitable;"), tooLong::toString);
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertInstanceOf(Integer.class, Program.load(woven).run("C", "m", given));
        }
    }

    /** All awaits lead to the long stretch, so each segment would need a copy of it. */
    @Test
    void aLongStretchInALoopIsNotCopied() throws Throwable {
        var source = "class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 0; "
                + "for (int i = 0; i < 9; i++) { switch (i) { "
                + cases(9, "s += await(a);") + "default: } " + "s ^= s << 3; ".repeat(2000) + "} return result(s); } }";
        var woven = Weaving.weave(source);
        var methods = woven.methodNames("C");
        assertFalse(methods.contains("m$1"), methods::toString);
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertInstanceOf(Integer.class, Program.load(woven).run("C", "m", given));
        }
    }

    /** Each segment would need all of the cases, so the method is cut only where the class file format demands it. */
    @Test
    void aSwitchInALoopIsNotCut() throws Throwable {
        var woven = Weaving.weave("class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 0; "
                + "for (int i = 0; i < 300; i++) { switch (i) { "
                + cases(300, "s += await(a);") + "default: } } return result(s); } }");
        var methods = woven.methodNames("C");
        assertFalse(methods.contains("m$1"), methods::toString);
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

    /** The methods of C whose last instruction, by its offset in the class file, ends behind the limit. */
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

    /** Seven variables are live at every await, in a loop with a handler. */
    private static String source(int awaits) {
        return "class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int sum = 0; "
                + "for (int i = 0; i < 3; i++) { int b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7; try { "
                + "sum += await(a); ".repeat(awaits)
                + "} catch (IllegalStateException x) { sum -= await(a); } sum += b + c + d + e + f + g + h; } "
                + "sum += 1; return result(sum); } }";
    }
}
