package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import dev.weft.ports.EntryLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @Entry} methods, woven and called as ordinary code calls them. */
class EntryMethodsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Entry static void go(Awaitable<String> a, List<Object> out) { out.add(await(a)); } // [x]",
                // no await, but a return in the middle; then an empty body
                "@Entry static void go(Awaitable<String> a, List<Object> out) { if (a == null) return; out.add(1); } // [1]",
                "@Entry static void go(Awaitable<String> a, List<Object> out) { } // []",
                // parameters of all sizes, which the frame keeps while the body is suspended
                "@Entry private static void m(long l, Awaitable<String> a, double d, int[] i, List<Object> out) {"
                        + " String s = await(a); out.add(s + l + d + i[0]); }"
                        + " static void go(Awaitable<String> a, List<Object> out) { m(1L << 40, a, 2.5, new int[] {3}, out); }"
                        + " // [x10995116277762.53]",
                "static class T { String p = \"p\"; @Entry private void m(Awaitable<String> a, List<Object> out) {"
                        + " out.add(p + await(a)); p = \"q\"; out.add(await(a) + p); } }"
                        + " static void go(Awaitable<String> a, List<Object> out) { new T().m(a, out); } // [px, xq]",
                "static class T { @Entry final void m(Awaitable<String> a, List<Object> out) { out.add(await(a)); }"
                        + " @Entry protected void n(Awaitable<String> a, List<Object> out) { out.add(await(a)); } }"
                        + " static void go(Awaitable<String> a, List<Object> out) { new T().m(a, out); new T().n(a, out); }"
                        + " // [x, x]",
                "interface I { @Entry default void d(Awaitable<String> a, List<Object> out) { out.add(await(p(a))); s(a, out); }"
                        + " @Async private Coroutine<String> p(Awaitable<String> a) { return result(await(a) + \"p\"); }"
                        + " static void s(Awaitable<String> a, List<Object> out) { out.add(1); } }"
                        + " interface S { @Entry static void m(Awaitable<String> a, List<Object> out) { out.add(await(a)); } }"
                        + " static void go(Awaitable<String> a, List<Object> out) { new I() {}.d(a, out); S.m(a, out); }"
                        + " // [xp, 1, x]",
                "@Entry static void go(Awaitable<String> a, List<Object> out) { AsyncCallable<String> l ="
                        + " () -> result(await(a) + out.size()); out.add(await(start(async(l)))); Runnable r = () -> out.add(2);"
                        + " r.run(); } @Async static Coroutine<String> async(AsyncCallable<String> l) { try {"
                        + " return result(await(l.call())); } catch (Exception e) { return failed(e); } } // [x0, 2]",
                "@Entry static void go(Awaitable<String> a, List<Object> out) { try { out.add(await(a)); return; }"
                        + " finally { out.add(await(a) + \"finally\"); } } // [x, xfinally]",
                "@Entry static <T extends Comparable<T>> void generic(Awaitable<T> a, List<? super T> out) { T t = await(a);"
                        + " if (t.compareTo(await(a)) == 0) out.add(t); } static void go(Awaitable<String> a, List<Object> out) {"
                        + " generic(a, out); } // [x]",
                "@Entry static void v(List<Object> out, Awaitable<String>... all) { for (var a : all) { out.add(await(a)); } }"
                        + " static void go(Awaitable<String> a, List<Object> out) { v(out, a, a); } // [x, x]",
                "@Entry static void go(Awaitable<String> a, List<Object> out) { try (var group = TaskGroup.open()) {"
                        + " group.start(later(a, out)); await(group.join()); } out.add(2); } @Async static Coroutine<Void> later("
                        + "Awaitable<String> a, List<Object> out) { out.add(await(a)); return done(); } // [x, 2]",
            })
    void awaitsReadyAndSuspended(String code) throws Throwable {
        var expected = code.substring(code.lastIndexOf("// ") + 3);
        var program = Program.of("class C { " + code + "\n }", "-Xlint:-unchecked");
        for (var a : List.of(Given.now("x"), Given.later("x"))) {
            var out = new ArrayList<>();
            program.call("C", "go", a, out);
            assertEquals(expected, out.toString());
        }
    }

    @Test
    void aFailureIsThrownAsItIsAndShowsTheMethod() throws Throwable {
        var program = Program.of("""
                class C {
                    @Entry static void go(Awaitable<String> a) throws java.io.IOException {
                        await(a);
                    }
                }
                """);
        for (boolean suspends : new boolean[] {false, true}) {
            var failure = new IOException("x");
            var given = new Given<Object>(failure, suspends);
            var thrown = assertThrows(IOException.class, () -> program.call("C", "go", given));
            assertSame(failure, thrown);
        }
        var thrown = assertThrows(NullPointerException.class, () -> program.call("C", "go", (Object) null));
        var shown = Arrays.stream(thrown.getStackTrace()).map(Object::toString).toList();
        assertTrue(shown.stream().anyMatch(line -> line.endsWith("C.go(C.java:3)")), shown::toString);
        assertFalse(
                shown.stream().anyMatch(line -> line.contains("dev.weft.internal") || line.contains("dev.weft.abi")),
                shown::toString);
    }

    @Test
    void aBodyWithoutAnAwaitRunsOnALoop() throws Throwable {
        var program = Program.of("""
                class C {
                    @Entry @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Program {}
                    @Entry @interface Kept {}
                    static class OnlyTheAnnotation {
                        @Program static void go(List<Object> out) { out.add(EventLoop.running().isRunning()); }
                    }
                    static class OfTheClassFile {
                        @Kept static void go(List<Object> out) { out.add(EventLoop.running().isRunning()); }
                    }
                }
                """);
        for (var type : List.of("C$OnlyTheAnnotation", "C$OfTheClassFile")) {
            var out = new ArrayList<>();
            program.call(type, "go", out);
            assertEquals(List.of(true), out, type);
        }
    }

    @Test
    @SuppressWarnings("try") // the placement is there as long as its block runs
    void onTheLoopOfATestKit() throws Throwable {
        var program = Program.of("""
                class C {
                    @Entry static void go(List<Object> out) { await(yieldNow()); out.add(EventLoop.running()); }
                }
                """);
        var out = new ArrayList<>();
        try (var loop = EventLoop.create();
                var placed = EntryLoop.of(loop).putOnThread()) {
            program.call("C", "go", out);
            assertEquals(List.of(loop), out);
        }
        assertThrows(
                IllegalStateException.class,
                () -> Weft.run(() -> {
                    try {
                        program.call("C", "go", out);
                    } catch (Exception | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new AssertionError(e);
                    }
                    return Weft.done();
                }));
    }

    @Test
    void anAnnotationOfTheClassPath(@TempDir Path directory) throws Exception {
        var both = Javac.compile(List.of(
                "@Entry @interface Program {}", "class C { @Program static void m() { System.out.println(); } }"));
        var library = directory.resolve("library");
        new Classes(Map.of("Program", both.bytes("Program"))).writeTo(library);
        var program = directory.resolve("program");
        new Classes(Map.of("C", both.bytes("C"))).writeTo(program);
        Weaving.in(program);
        assertFalse(Classes.in(program).scanned("C").isWoven(), "the annotation is not known");
        var report = Weaving.builder().classpath(List.of(library)).build().weave(List.of(program));
        assertEquals(1, report.methodsWoven());
        assertEquals(Set.of("C"), Classes.in(program).woven());
    }

    @Test
    void whatIsWovenStaysAsItIs(@TempDir Path directory) throws Exception {
        Javac.compile("class C { @Entry @interface P {} @P void m() {} @Entry static void n() { await(yieldNow()); } }")
                .writeTo(directory);
        assertEquals(2, Weaving.in(directory).methodsWoven());
        var woven = Classes.in(directory);
        assertEquals(0, Weaving.in(directory).classesWoven());
        assertEquals(woven.names(), Classes.in(directory).names());
        for (var name : woven.names()) {
            assertArrayEquals(woven.bytes(name), Classes.in(directory).bytes(name));
        }
    }
}
