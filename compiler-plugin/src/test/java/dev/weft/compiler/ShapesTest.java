package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Program;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of classes and methods that may hold an async method, and the state that must survive in each. */
class ShapesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the receiver is reached through private members, super and captured variables
                "static class T { private String p = \"p\"; @Async private Coroutine<String> m(Awaitable<String> a) {"
                        + " return result(p + await(a) + p); } } static Coroutine<String> go(Awaitable<String> a) {"
                        + " return new T().m(a); } // pxp",
                "static class B { Coroutine<String> m(Awaitable<String> a) { return result(\"b\"); } }"
                        + " static class T extends B { @Async Coroutine<String> m(Awaitable<String> a) {"
                        + " return result(await(a) + await(super.m(a))); } } static Coroutine<String> go(Awaitable<String> a) {"
                        + " return new T().m(a); } // xb",
                "enum E { ONE { @Async Coroutine<String> m(Awaitable<String> a) { return result(await(a) + this); } };"
                        + " abstract Coroutine<String> m(Awaitable<String> a); } static Coroutine<String> go(Awaitable<String> a) {"
                        + " return E.ONE.m(a); } // xONE",
                "record R(int n) { @Async Coroutine<String> m(Awaitable<String> a) { return result(await(a) + n); } }"
                        + " static Coroutine<String> go(Awaitable<String> a) { return new R(3).m(a); } // x3",
                "interface I { @Async private Coroutine<String> p(Awaitable<String> a) { return result(await(a) + \"i\"); }"
                        + " @Async default Coroutine<String> m(Awaitable<String> a) { return result(await(p(a)) + await(a)); } }"
                        + " static Coroutine<String> go(Awaitable<String> a) { return new I() {}.m(a); } // xix",
                "static Coroutine<String> go(Awaitable<String> a) { String captured = \"c\"; class L {"
                        + " @Async Coroutine<String> m() { return result(captured + await(a)); } } return new L().m(); } // cx",
                "static Coroutine<String> go(Awaitable<String> a) throws Exception { int n = 4; AsyncCallable<String> l ="
                        + " () -> result(await(a) + n + await(a)); return l.call(); } // x4x",
                "@Async static Coroutine<String> go(Awaitable<String> a) { AsyncFunction<Awaitable<String>, String> f ="
                        + " b -> result(await(b)); try { return result(await(f.apply(a)) + \"!\"); }"
                        + " catch (Exception e) { return failed(e); } } // x!",
                "@Async @SafeVarargs static Coroutine<String> v(Awaitable<String>... all) { String s = \"\";"
                        + " for (var a : all) { s += await(a); } return result(s); }"
                        + " static Coroutine<String> go(Awaitable<String> a) { return v(a, a, a); } // xxx",
            })
    void awaitsReadyAndSuspended(String code) throws Throwable {
        var expected = code.substring(code.lastIndexOf("// ") + 3);
        var program = Program.of("class C { " + code + "\n }");
        assertEquals(expected, program.run("C", "go", Given.now("x")));
        assertEquals(expected, program.run("C", "go", Given.later("x")));
    }

    @Test
    void anExceptionIsCaughtWhereItsAwaitStands() throws Throwable {
        var program = Program.of("""
                class C {
                    @Async static Coroutine<String> m(Awaitable<String> a, Awaitable<String> b) throws Exception {
                        try {
                            return result(await(a, Exception.class));
                        } catch (java.io.IOException e) {
                            return result("caught " + e.getMessage() + await(b));
                        } finally {
                            await(b);
                        }
                    }
                }
                """);
        var io = new IOException("io");
        assertEquals("caught iob", program.run("C", "m", Given.later(io), Given.later("b")));
        assertEquals("caught iob", program.run("C", "m", Given.now(io), Given.later("b")));
        var other = new InterruptedException("other");
        assertEquals(
                other,
                assertThrows(
                        InterruptedException.class, () -> program.run("C", "m", Given.later(other), Given.later("b"))));
    }
}
