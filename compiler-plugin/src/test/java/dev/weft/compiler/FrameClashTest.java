package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that only the unlucky choose; none may cost a class. */
class FrameClashTest {

    @TempDir
    Path root;

    @Test
    void aClassOfTheUserKeepsItsName() throws Throwable {
        var program = Program.of("""
                class C {
                    static class m$Frame { static String s() { return "mine"; } }
                    @Async static Coroutine<String> m() { await(yieldNow()); return result(m$Frame.s()); }
                }
                """);
        assertEquals("mine", program.run("C", "m"));
    }

    @Test
    void aClassOfTheUserThatDiffersInCaseAloneIsNotOverwritten() {
        assertDistinct(Weaving.weave("""
                class C {
                    static class M$Frame {}
                    @Async static Coroutine<Void> m() { return done(); }
                }
                """));
    }

    @Test
    void overloadsAndMethodsNamedAsFramesOfOverloads() throws Throwable {
        var woven = Weaving.weave("""
                class C {
                    @Async static Coroutine<String> all() { return result(await(m(1)) + await(M()) + await(m$1())); }
                    @Async static Coroutine<String> m(int i) { await(yieldNow()); return result("int"); }
                    @Async static Coroutine<String> M() { await(yieldNow()); return result("M"); }
                    @Async static Coroutine<String> m() { return result(""); }
                    @Async static Coroutine<String> m$1() { await(yieldNow()); return result("m$1"); }
                }
                """);
        assertEquals(6, woven.names().size());
        assertDistinct(woven);
        assertEquals("intMm$1", Program.load(woven).run("C", "all"));
    }

    @Test
    void twoClassesWhoseFramesWouldBeNamedAlike() throws Throwable {
        var source = """
                class A {
                    @Async static Coroutine<String> B$m() { await(yieldNow()); return result(await(B.m()) + "A"); }
                    static class B {
                        @Async static Coroutine<String> m() { await(yieldNow()); return result("B"); }
                    }
                }
                """;
        Javac.compile(source).writeTo(root);
        Weaving.in(root);
        assertEquals(4, Classes.in(root).names().size());
        assertEquals("BA", Program.load(Classes.in(root)).run("A", "B$m"));
        var fresh = Javac.compile(source);
        new Classes(Map.of("A", fresh.bytes("A"))).writeTo(root);
        Weaving.in(root);
        assertEquals(4, Classes.in(root).names().size());
        assertEquals("BA", Program.load(Classes.in(root)).run("A", "B$m"));
    }

    private static void assertDistinct(Classes classes) {
        var seen = new HashSet<String>();
        for (var name : classes.names()) {
            assertTrue(seen.add(name.toLowerCase(Locale.ROOT)), () -> name + " in " + classes.names());
        }
    }
}
