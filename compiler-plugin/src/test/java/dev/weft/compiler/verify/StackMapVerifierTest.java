package dev.weft.compiler.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Runtimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** Each test breaks the stack maps of sound code in one way. */
class StackMapVerifierTest {

    private static final String SOURCE = """
            class C {
                static Object m(boolean b, String s, long l, List<String> list) {
                    Object o = s;
                    for (String t : list) {
                        try {
                            o = b ? t : s.concat(t);
                        } catch (RuntimeException e) {
                            s = e.getMessage();
                        }
                    }
                    switch (s) { case "a": return o; case "b": return list; default: return s; }
                }
            }
            """;

    private final MethodNode method = Javac.compile(SOURCE).method("C", "m", "");

    @Test
    void soundCodeIsAccepted() {
        assertDoesNotThrow(this::verify);
    }

    @Test
    void aMissingMapAtAJump() {
        remove(first(map -> true));
        assertFails("no stack map");
    }

    @Test
    void aMissingMapAtAHandler() {
        remove(first(map -> map.stack.equals(List.of("java/lang/RuntimeException"))));
        assertFails("no stack map");
    }

    @Test
    void aVariableOfAnotherClass() {
        change(map -> replace(map.local, 1, "java/lang/Integer"));
        assertFails("variable 1 is java/lang/String where java/lang/Integer is expected");
    }

    @Test
    void aVariableOfAnotherKind() {
        change(map -> replace(map.local, 2, Opcodes.DOUBLE));
        assertFails("variable 2 is long where double is expected");
    }

    @Test
    void aVariableThatWasNeverSet() {
        change(map -> map.local = with(map.local, Opcodes.INTEGER));
        assertFails("where int is expected");
    }

    @Test
    void anOperandTooMany() {
        change(map -> map.stack = with(map.stack, Opcodes.INTEGER));
        assertFails("the operand stacks differ in depth");
    }

    @Test
    void anOperandOfAnotherKind() {
        var map = first(one -> one.stack.size() == 1 && !one.stack.equals(List.of("java/lang/RuntimeException")));
        map.stack = List.of(Opcodes.INTEGER);
        assertFails("operand 0 is java/lang/String where int is expected");
    }

    @Test
    void aHandlerThatExpectsWhatTheTryStatementChanges() {
        var map = first(one -> one.stack.equals(List.of("java/lang/RuntimeException")));
        replace(map.local, 4, "java/lang/String");
        assertFails("variable 5 is java/lang/Object where java/lang/String is expected");
    }

    @Test
    void theFailureNamesMethodInstructionAndLine() {
        change(map -> replace(map.local, 1, "java/lang/Integer"));
        var message = assertThrows(VerificationFailure.class, this::verify).getMessage();
        assertEquals(true, message.matches("in m\\(ZL.*, instruction \\d+, line 4: .*"), message);
    }

    private void verify() throws IOException {
        StackMapVerifier.verify("C", method, new ClassHierarchy(List.of(ClassSource.of(Runtimes.weft()))));
    }

    private void assertFails(String why) {
        var failure = assertThrows(VerificationFailure.class, this::verify);
        assertEquals(true, failure.getMessage().contains(why), failure.getMessage());
    }

    private FrameNode first(Predicate<FrameNode> wanted) {
        for (var instruction : method.instructions) {
            if (instruction instanceof FrameNode map && wanted.test(map)) {
                return map;
            }
        }
        throw new AssertionError("no such stack map");
    }

    private void change(Consumer<FrameNode> change) {
        change.accept(first(map -> true));
    }

    private void remove(FrameNode map) {
        method.instructions.remove(map);
    }

    private static void replace(List<Object> entries, int index, Object entry) {
        entries.set(index, entry);
    }

    private static List<Object> with(List<Object> entries, Object last) {
        var all = new ArrayList<>(entries);
        all.add(last);
        return all;
    }
}
