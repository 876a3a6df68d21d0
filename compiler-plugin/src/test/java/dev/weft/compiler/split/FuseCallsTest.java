package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.normalise.Normaliser;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which awaited calls enter the called method directly. */
class FuseCallsTest {

    @Test
    void staticPrivateAndFinalMethodsOfTheClass() {
        assertEquals(List.of("s counted counting", "p counted counting", "f counted counting"), fused("""
                        class C {
                            @Async static Coroutine<Void> s() { return done(); }
                            @Async private Coroutine<Void> p() { return done(); }
                            @Async final Coroutine<Void> f() { return done(); }
                            @Async Coroutine<Void> v() { return done(); }
                            @Async Coroutine<Void> m(C other) {
                                await(s());
                                await(p());
                                await(other.f());
                                await(v());
                                return done();
                            }
                        }
                        """));
    }

    @Test
    void allMethodsOfAFinalClass() {
        assertEquals(List.of("v"), fused("""
                        final class C {
                            @Async Coroutine<Void> v() { return done(); }
                            @Async Coroutine<Void> m() { await(v()); return done(); }
                        }
                        """));
    }

    @Test
    void notWhatIsAwaitedLaterOrIsHotOrOfAnotherClass() {
        assertEquals(List.of(), fused("""
                        class C {
                            static class D { @Async static Coroutine<Void> d() { return done(); } }
                            @Async static Coroutine<Void> s() { return done(); }
                            @Async static CompletableFuture<Void> hot() { return null; }
                            static Coroutine<Void> plain() { return done(); }
                            @Async static Coroutine<Void> m(boolean b) {
                                var later = s();
                                await(later);
                                await(b ? s() : null);
                                await(hot());
                                await(plain());
                                await(D.d());
                                return done();
                            }
                        }
                        """));
    }

    @Test
    void recursionIsCounted() {
        var source = """
                class C {
                    @Async static Coroutine<Void> m() { await(m()); return done(); }
                    @Async static Coroutine<Void> even() { await(odd()); return done(); }
                    @Async static Coroutine<Void> odd() { await(even()); await(leaf()); return done(); }
                    @Async static Coroutine<Void> leaf() { return done(); }
                    @Async static Coroutine<Void> user() { await(even()); await(leaf()); return done(); }
                }
                """;
        var fused = all(source);
        assertEquals(List.of("m counted"), fused.get("m"));
        assertEquals(List.of("odd counted"), fused.get("even"));
        assertEquals(List.of("even counted counting", "leaf counted counting"), fused.get("odd"));
        assertEquals(List.of("even counted counting", "leaf counted counting"), fused.get("user"));
        assertEquals(List.of("even", "leaf", "m", "odd"), counted(source));
    }

    @Test
    void afterAChainOfSixteenOneCounts() {
        var source = new StringBuilder("class C { @Async static Coroutine<Void> m0() { return done(); } ");
        for (int i = 1; i <= 40; i++) {
            source.append("@Async static Coroutine<Void> m%d() { await(m%d()); return done(); } ".formatted(i, i - 1));
        }
        var fused = all(source + "}");
        int chain = 0;
        int longest = 0;
        for (int i = 1; i <= 40; i++) {
            assertEquals(1, fused.get("m" + i).size());
            chain = fused.get("m" + i).get(0).endsWith("counted") ? 0 : chain + 1;
            longest = Math.max(longest, chain);
        }
        assertEquals(15, longest);
        assertEquals(List.of("m15", "m31"), counted(source + "}"));
    }

    @Test
    void aChainOfMethodsThatTakeMuchStackIsShorter() {
        var parameters = "long a%1$s, long b%1$s, long c%1$s, long d%1$s, long e%1$s, long f%1$s, long g%1$s";
        var source = new StringBuilder("class C { @Async static Coroutine<Void> m0(%s) { return done(); } "
                .formatted(parameters.formatted("")));
        for (int i = 1; i <= 12; i++) {
            source.append("@Async static Coroutine<Void> m%d(%s) { await(m%d(a, b, c, d, e, f, g)); return done(); } "
                    .formatted(i, parameters.formatted(""), i - 1));
        }
        // each but the first has 14 slots of parameters, and as many of operands: it counts twice
        assertEquals(List.of("m8"), counted(source + "}"));
    }

    @Test
    void theOrderOfTheCodeDecides() {
        var source = """
                class C {
                    @Async static Coroutine<Void> v(int n) {
                        if ((n & 1) == 1) { await(a(n - 1)); } else { await(b(n - 1)); }
                        return done();
                    }
                    @Async static Coroutine<Void> a(int n) { await(v(n)); return done(); }
                    @Async static Coroutine<Void> b(int n) { await(a(n)); return done(); }
                }
                """;
        for (int i = 0; i < 50; i++) { // each time with other hash codes
            assertEquals(List.of("a", "v"), counted(source));
        }
    }

    @Test
    void whatIsCalledInALoopCounts() {
        var source = """
                class C {
                    @Async static Coroutine<Void> leaf() { return done(); }
                    @Async static Coroutine<Void> once() { await(leaf()); return done(); }
                    @Async static Coroutine<Void> m() {
                        await(once());
                        while (true) {
                            try {
                                await(leaf());
                            } catch (RuntimeException e) {
                                continue;
                            }
                        }
                    }
                }
                """;
        var fused = all(source);
        assertEquals(List.of("once counted counting", "leaf counted counting"), fused.get("m"));
        assertEquals(List.of("leaf counted"), fused.get("once"));
        assertEquals(List.of("leaf", "once"), counted(source));
    }

    @Test
    void oneOfSeveralCallsCountsIfAnotherMayFollowIt() {
        var fused = all("""
                class C {
                    @Async static Coroutine<Void> leaf() { return done(); }
                    @Async static Coroutine<Void> either(boolean b) {
                        if (b) { await(leaf()); } else { await(leaf()); }
                        return done();
                    }
                    @Async static Coroutine<Void> eitherOrReturned(boolean b) {
                        if (b) { await(leaf()); return done(); }
                        return leaf();
                    }
                    @Async static Coroutine<Void> bothInOneBlock() { await(leaf()); await(leaf()); return done(); }
                    @Async static Coroutine<Void> bothPerhaps(boolean b) {
                        if (b) { await(leaf()); }
                        await(leaf());
                        return done();
                    }
                    @Async static Coroutine<Void> thenReturned() { await(leaf()); return leaf(); }
                    @Async static AsyncStream<Integer> thenItsItems(int n) {
                        if (n > 0) { await(leaf()); } else { await(leaf()); }
                        emitAll(thenItsItems(n - 1));
                        return end();
                    }
                    @Async static Coroutine<Void> inTheHandler() {
                        try { await(leaf()); } catch (RuntimeException e) { await(leaf()); }
                        return done();
                    }
                }
                """);
        assertEquals(List.of("leaf", "leaf"), uncountedDepth(fused, "either"));
        assertEquals(List.of("leaf"), uncountedDepth(fused, "eitherOrReturned"));
        assertEquals(List.of("leaf counting", "leaf counting"), uncountedDepth(fused, "bothInOneBlock"));
        assertEquals(List.of("leaf counting", "leaf counting"), uncountedDepth(fused, "bothPerhaps"));
        assertEquals(List.of("leaf counting"), uncountedDepth(fused, "thenReturned"));
        assertEquals(List.of("leaf counting", "leaf counting"), uncountedDepth(fused, "inTheHandler"));
        assertEquals(List.of("leaf counting", "leaf counting"), uncountedDepth(fused, "thenItsItems"));
    }

    private static List<String> uncountedDepth(Map<String, List<String>> fused, String method) {
        return fused.get(method).stream()
                .map(text -> text.replace(" counted", ""))
                .toList();
    }

    @Test
    void whatIsReturned() {
        var source = """
                class C {
                    @Async static Coroutine<String> leaf() { return result(""); }
                    @Async static Coroutine<String> one() { return leaf(); }
                    @Async static Coroutine<String> ping(boolean b) { return b ? leaf() : pong(b); }
                    @Async static Coroutine<String> pong(boolean b) { return ping(!b); }
                    @Async static Coroutine<String> later() { var c = leaf(); return c; }
                    @Async static Coroutine<String> inTry() { try { return leaf(); } finally { leaf(); } }
                }
                """;
        var returned = new TreeMap<String, List<String>>();
        for (var plan : FuseCalls.in(plans(source), DirectCalls.NONE)) {
            returned.put(
                    plan.method().node().name,
                    plan.fusion().returned().values().stream()
                            .map(FuseCallsTest::text)
                            .sorted()
                            .toList());
        }
        assertEquals(List.of(), returned.get("leaf"));
        assertEquals(List.of("leaf"), returned.get("one"));
        assertEquals(List.of("leaf", "pong counted"), returned.get("ping"));
        assertEquals(List.of("ping counted"), returned.get("pong"));
        assertEquals(List.of(), returned.get("later"));
        assertEquals(List.of(), returned.get("inTry"));
        assertEquals(List.of("ping", "pong"), counted(source));
    }

    @Test
    void numbersThatAreTakenOutOfTheirBoxesAtOnce() {
        var source = """
                class C {
                    @Async static Coroutine<Integer> i(int x) { return x == 0 ? last(x) : result(x + 1); }
                    @Async static Coroutine<Integer> last(int x) { return result(x * 2); }
                    @Async static Coroutine<Integer> made(Integer x) { return result(x); }
                    @Async static Coroutine<Long> l() { return result(1L); }
                    @Async static Coroutine<Double> d() { return result(1.5); }
                    @Async static Coroutine<Integer> kept() { return result(7); }
                    @Async static Coroutine<Number> mixed(boolean b) { return b ? result(1) : result(2L); }
                    @Async static Coroutine<Boolean> b() { return result(true); }
                    @Async static Coroutine<Double> m() {
                        Integer box = await(kept());
                        boolean flag = await(b());
                        int sum = await(i(1)) + await(made(box)) + (Integer) await(mixed(flag));
                        return result(sum + await(l()) + await(d()));
                    }
                }
                """;
        var results = new TreeMap<String, String>();
        for (var plan : FuseCalls.in(plans(source), DirectCalls.NONE)) {
            plan.fusion().result().ifPresent(kind -> results.put(plan.method().node().name, kind.name()));
        }
        assertEquals(Map.of("i", "INT", "last", "INT", "l", "LONG", "d", "DOUBLE"), results);
        assertEquals(
                List.of("kept", "b", "i unboxed", "made", "mixed", "l unboxed", "d unboxed"),
                all(source).get("m").stream()
                        .map(text -> text.replace(" counted counting", ""))
                        .toList());
    }

    private static List<String> counted(String source) {
        return FuseCalls.in(plans(source), DirectCalls.NONE).stream()
                .filter(plan -> plan.fusion().counted())
                .map(plan -> plan.method().node().name)
                .sorted()
                .toList();
    }

    private static List<MethodPlan> plans(String source) {
        return Javac.compile(source).scanned("C").asyncMethods().stream()
                .map(method -> Splitter.split(Normaliser.normalise(method), "C$" + method.node().name))
                .toList();
    }

    private static List<String> fused(String source) {
        return all(source).get("m");
    }

    /** The calls that each method of class C enters directly. */
    private static Map<String, List<String>> all(String source) {
        var fused = new TreeMap<String, List<String>>();
        for (var plan : FuseCalls.in(plans(source), DirectCalls.NONE)) {
            fused.put(
                    plan.method().node().name,
                    plan.points().stream()
                            .flatMap(point -> point.fused().stream())
                            .map(FuseCallsTest::text)
                            .toList());
        }
        return fused;
    }

    private static String text(FusedCall call) {
        return call.call().name
                + (((Callee.OwnEntry) call.callee()).plan().fusion().counted() ? " counted" : "")
                + (call.counting() ? " counting" : "")
                + (call.unboxing() != null ? " unboxed" : "");
    }
}
