package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As javac writes it: {@code NEW, DUP} below the arguments. */
class DeferObjectCreationTest {

    @Test
    void theObjectIsMadeBehindTheAwait() {
        var body = Normaliser.normalise(Javac.compile("""
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        return result(new StringBuilder(await(c)));
                    }
                }
                """).async("m")).body();
        assertEquals(
                List.of(
                        "NEW java/lang/StringBuilder",
                        "POP",
                        "ACONST_NULL",
                        "DUP",
                        "ALOAD 0",
                        "INVOKESTATIC dev/weft/Weft.await",
                        "CHECKCAST java/lang/String",
                        "ASTORE 1",
                        "POP",
                        "POP",
                        "NEW java/lang/StringBuilder",
                        "DUP",
                        "ALOAD 1",
                        "INVOKESPECIAL java/lang/StringBuilder.<init>",
                        "INVOKESTATIC dev/weft/Weft.result",
                        "ARETURN"),
                Disassembly.instructions(body));
        assertEquals(2, body.maxLocals);
    }

    @Test
    void whatAwaitsInNoArgumentStays() {
        var source = """
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        String s = await(c);
                        return result(new StringBuilder(s));
                    }
                }
                """;
        var method = Javac.compile(source).async("m");
        assertEquals(
                Disassembly.of(method.node()),
                Disassembly.of(Normaliser.normalise(method).body()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new P(a, await(b))",
                "new P(await(b), a)",
                "new P(a, new P(await(b), new P(await(b), await(b))))",
                "new P(new P(await(b), a), new P(a, await(b)))",
                "a + \"-\" + 5L + new P(1.5, await(b)) + await(b)",
                "new W(1L, await(b), 2.5, (int) 3)",
                "new W(Long.parseLong(await(n)), a, Double.parseDouble(await(n)), Integer.parseInt(await(n)))",
                "new P(a.isEmpty() ? await(b) : a, a.length() > 0 ? await(b) : null)",
                "new P(a, switch (a) { case \"x\" -> await(b); default -> a; })",
                "new P(a, switch (a) { case \"a\": try { yield await(b); } finally { a.length(); } default: yield a; })",
                "new P(1, 2L, new P(a, await(b)), await(b), 'c')",
                "new P((Object) new long[] {1L, new P(await(b), 1).hashCode() * 0L}.length, await(b))",
            })
    void anyExpression(String expression) throws Throwable {
        var source = """
                class C {
                    static class P {
                        final List<Object> all;
                        P(Object... all) { this.all = Arrays.asList(all); }
                        P(Object a, Object b) { this(new Object[] {a, b}); }
                        public String toString() { return "P" + all; }
                        public int hashCode() { return 0; }
                    }
                    record W(long l, String s, double d, int i) {}
                    @Async static Coroutine<String> woven(String a, Awaitable<String> b, Awaitable<String> n) {
                        return result("" + (EXPRESSION));
                    }
                    static String plain(String a, String b, String n) {
                        return "" + (PLAIN);
                    }
                }
                """.replace("EXPRESSION", expression).replace("PLAIN", expression.replace("await(", "("));
        var program = Program.of(source);
        var expected = program.call("C", "plain", "a", "b", "7");
        assertEquals(expected, program.run("C", "woven", "a", now("b"), now("7")));
        assertEquals(expected, program.run("C", "woven", "a", later("b"), later("7")));
    }

    @Test
    void theClassIsInitialisedBeforeTheArguments() throws Throwable {
        var program = Program.of("""
                class C {
                    static final List<String> LOG = new ArrayList<>();
                    static String log(String s) { LOG.add(s); return s; }
                    static void touch() {}
                    @Async static Coroutine<List<String>> m(Awaitable<String> b) {
                        new Foo(log("first"), await(b), log("last"));
                        return result(LOG);
                    }
                }
                class Foo {
                    static { C.log("initialised"); }
                    Foo(String a, String b, String c) { C.log("made " + a + " " + b + " " + c); }
                }
                """, "-Xlint:-auxiliaryclass");
        // loading Foo for the verifier has initialised it: its entry comes first in any case, but only once
        assertEquals(List.of("initialised", "first", "last", "made first b last"), program.run("C", "m", later("b")));
    }

    @Test
    void nothingUninitialisedIsLeftAtAnAwait() {
        var sites = Normaliser.normalise(Javac.compile("""
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        return result(new Thread(new Thread(await(c)), new String(await(c) + await(c))));
                    }
                }
                """).async("m")).sites();
        assertEquals(3, sites.size());
        for (var site : sites) {
            assertEquals(
                    0,
                    site.operands().stream()
                            .filter(type -> type.kind() == VerificationType.Kind.UNINITIALIZED)
                            .count());
        }
    }

    private static Object now(String value) {
        return Given.now(value);
    }

    private static Object later(String value) {
        return Given.later(value);
    }
}
