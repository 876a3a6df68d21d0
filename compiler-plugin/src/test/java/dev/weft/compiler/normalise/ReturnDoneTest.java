package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Printer;

class ReturnDoneTest {

    @Test
    void everyReturn() {
        var body = Javac.compile("class C { static void m(boolean b) { if (b) { return; } m(true); } }")
                .method("C", "m", "");
        ReturnDone.in(body);
        assertEquals(
                List.of("ILOAD", "IFEQ", "done", "ARETURN", "ICONST_1", "m", "done", "ARETURN"), instructions(body));
    }

    @Test
    void onlyInEntryMethods() {
        var classes = Javac.compile("class C { @Entry void m() { } @Async Coroutine<Void> n() { return done(); } }");
        assertEquals(
                List.of("done", "ARETURN"),
                instructions(Normaliser.normalise(classes.async("m")).body()));
        assertEquals(
                List.of("done", "ARETURN"),
                instructions(Normaliser.normalise(classes.async("n")).body()));
    }

    private static List<String> instructions(MethodNode method) {
        return Arrays.stream(method.instructions.toArray())
                .filter(instruction -> instruction.getOpcode() >= 0)
                .map(instruction -> instruction instanceof MethodInsnNode call
                        ? call.name
                        : Printer.OPCODES[instruction.getOpcode()])
                .toList();
    }
}
