package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** What debuggers and annotation readers find in the entries. */
class DebugInfoTest {

    private static final Classes WOVEN = Weaving.weave("""
            import java.lang.annotation.*;
            class C {
                @Target({ElementType.TYPE_USE}) @Retention(RetentionPolicy.RUNTIME) @interface A { int value(); }
                @Async static Coroutine<Object> m(Awaitable<String> a, long wide) {
                    @A(1) String local = await(a);
                    try {
                        Object made = new @A(2) StringBuilder(await(a));
                        local += (@A(3) Object) made;
                    } catch (@A(4) IllegalStateException e) {
                        local = e.getMessage();
                    }
                    for (@A(5) int i = 0; i < 2; i++) { local += await(a) + wide; }
                    return result(local);
                }
            }
            """);

    @Test
    void theClassIsSound() throws Throwable {
        var program = Program.load(WOVEN);
        assertEquals("xxx7x7", program.run("C", "m", Given.now("x"), 7L));
        assertEquals("xxx7x7", program.run("C", "m", Given.later("x"), 7L));
    }

    @Test
    void theHotEntryHasTheVariablesInTheirNewSlots() {
        assertEquals(
                List.of("a 0", "wide 1", "local 6"),
                hot().localVariables.stream()
                        .filter(variable -> List.of("a", "wide", "local").contains(variable.name))
                        .sorted(Comparator.comparingInt(variable -> variable.index))
                        .map(variable -> variable.name + " " + variable.index)
                        .distinct()
                        .toList());
    }

    @Test
    void everyVariableHasARangeInBothEntries() {
        for (var entry : List.of(hot(), resume())) {
            for (LocalVariableNode variable : entry.localVariables) {
                int start = entry.instructions.indexOf(variable.start);
                int end = entry.instructions.indexOf(variable.end);
                assertEquals(true, start < end, variable.name);
            }
        }
    }

    @Test
    void typeAnnotationsOfVariablesAndHandlersMoveAlong() {
        for (var entry : List.of(hot(), resume())) {
            assertEquals(
                    List.of("[1]", "[5]"),
                    entry.visibleLocalVariableAnnotations.stream()
                            .map(annotation -> annotation.values.subList(1, 2).toString())
                            .distinct()
                            .sorted()
                            .toList());
            assertEquals(
                    List.of("[4]"),
                    entry.tryCatchBlocks.stream()
                            .filter(range -> range.visibleTypeAnnotations != null)
                            .flatMap(range -> range.visibleTypeAnnotations.stream())
                            .map(annotation -> annotation.values.subList(1, 2).toString())
                            .distinct()
                            .toList());
        }
    }

    private static MethodNode hot() {
        return WOVEN.method("C", "m", "(Ldev/weft/Awaitable;JLC$m$Frame;");
    }

    private static MethodNode resume() {
        return WOVEN.method("C", "m", "(Ldev/weft/abi/FrameDriver;");
    }
}
