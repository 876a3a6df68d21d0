package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

class AwaitReturnsInTryTest {

    private static final String PROGRAM = """
            class C {
                static StringBuilder log;
                static void log(String s) { log.append(s).append(' '); }
                record R(String name) implements AutoCloseable { public void close() { log("close-" + name); } }
                @Async static Coroutine<String> fetch(String s) {
                    await(Given.later(1));
                    log("end-" + s);
                    if (s.startsWith("!")) throw new IllegalStateException(s);
                    return result(s);
                }
                @Async static CompletableFuture<String> hotFetch(String s) { return CompletableFuture.completedFuture(await(fetch(s))); }
                @Async static Coroutine<String> all(String s) {
                    try { return fetch(s); } catch (IllegalStateException e) { return fetch("cached"); } finally { log("finally"); }
                }
                @Async static CompletableFuture<String> hot(String s) {
                    try { return hotFetch(s); } catch (IllegalStateException e) { return hotFetch("cached"); } finally { log("finally"); }
                }
                @Async static CompletionStage<String> stage(String s) {
                    try { return hotFetch(s); } catch (IllegalStateException e) { return CompletableFuture.completedFuture("c"); }
                }
                @Async static Coroutine<String> catchOnly(String s) {
                    try { return fetch(s); } catch (IllegalStateException e) { return result("caught"); }
                }
                @Async static Coroutine<String> resources(String s) {
                    try (var a = new R("a"); var b = new R("b")) { return fetch(s); }
                }
                @Async static Coroutine<String> conditional(String s) {
                    try { return s.isEmpty() ? result("empty") : s.length() == 1 ? null : fetch(s); } finally { log("finally"); }
                }
                @Async static Coroutine<String> switched(String s) {
                    try {
                        return switch (s.length()) { case 0 -> result("zero"); case 1 -> fetch("one"); default -> { log("d"); yield fetch(s); } };
                    } catch (IllegalStateException e) { return result("caught"); }
                    finally { log("finally"); }
                }
                @Async static Coroutine<String> nested(String s) {
                    try {
                        try { return fetch(s); } finally { log("inner"); }
                    } catch (IllegalStateException e) { return result("outer"); }
                    finally { try { log("f"); } finally { log("g"); } }
                }
                @Async static Coroutine<String> monitor(String s) {
                    try { synchronized (C.class) { return fetch(s); } }
                    catch (IllegalStateException e) { return result("caught"); }
                    finally { try { log(Thread.holdsLock(C.class) + ""); } finally { log("finally"); } }
                }
                @Async static Coroutine<String> monitorCatch(String s) {
                    try { synchronized (C.class) { synchronized (log) { return fetch(s); } } }
                    catch (IllegalStateException e) { return result("caught"); }
                }
                @Async static Coroutine<String> assigned(String s) {
                    Coroutine<String> c = null;
                    try { return c = fetch(s); } catch (IllegalStateException e) { log(c == null ? "null" : "set"); return result("caught"); }
                }
                @Async static Coroutine<String> variable(String s) {
                    Coroutine<String> c = fetch(s);
                    try { return c; } finally { log("finally"); }
                }
                @Async static Coroutine<String> behind(String s) {
                    Coroutine<String> c;
                    try { c = fetch(s); } finally { log("finally"); }
                    return c;
                }
                static AsyncCallable<String> made(String s) {
                    return () -> { await(Given.now(1)); try { return fetch(s); } catch (IllegalStateException e) { return result("caught"); } };
                }
                @Async static Coroutine<String> lambda(String s) throws Exception { return result(await(made(s).call())); }
                @Async static Coroutine<String> loop(String s) {
                    for (int i = 0; ; i++) {
                        try { if (i == 2) return fetch(s + i); } catch (IllegalStateException e) { return result("caught" + i); } finally { log("f" + i); }
                    }
                }
                @Allow("WEFT008") @Async static Coroutine<String> overridden(String s) {
                    try { return fetch(s); } finally { return fetch("g"); }
                }
                @Allow("WEFT008") @Async static CompletableFuture<String> overriddenHot(String s) {
                    try { return hotFetch(s); } finally { return hotFetch("g"); }
                }
                @Allow("WEFT008") @Async static Coroutine<String> overriddenOutside(String s) {
                    try {
                        try { return s.isEmpty() ? result("") : fetch(s); } catch (IllegalStateException e) { return fetch("c"); } finally { log("inner"); }
                    } finally { return fetch("g"); }
                }
                @Allow("WEFT008") @Async static Coroutine<String> thrown(String s) {
                    try { return fetch(s); } finally { log("f"); throw new IllegalStateException("finally"); }
                }
                @Allow("WEFT008") @Async static Coroutine<String> jumped(String s) {
                    for (int i = 0; ; i++) { try { return fetch(s + i); } finally { if (i < 1) continue; else break; } }
                    return fetch("g");
                }
                @Async static Coroutine<String> sometimes(String s) {
                    try { return fetch(s); } finally { if (s.length() > 1) return fetch("g"); log("f"); }
                }
                @Allow({"WEFT006", "WEFT008"}) @Async static Coroutine<String> statement(String s) {
                    try { fetch(s); log("s"); } finally { return fetch("g"); }
                }
                @Allow("WEFT008") @Async static Coroutine<String> used(String s) {
                    try { for (var c : List.of(fetch(s))) { synchronized (c) { log(c == null ? "" : "c"); } } } finally { return fetch("g"); }
                }
                @Async static Coroutine<String> resultLast(String s) {
                    try { return s.isEmpty() ? result("empty") : s.length() > 2 ? fetch(s) : result("short"); } finally { log("finally"); }
                }
                @Async static Coroutine<String> nullLast(String s) {
                    try { return s.length() > 1 ? fetch(s) : null; } finally { log("finally"); }
                }
                @Async static Coroutine<String> loopInFinally(String s) {
                    try { return fetch(s); } finally { int i = 0; while (i < 2) log("f" + i++); }
                }
                @Async static Coroutine<String> slotUsedBefore(String s) {
                    try {
                        if (s.length() > 1) { Coroutine<String> c = fetch("c"); log(c == null ? "" : "c"); }
                        return fetch(s);
                    } finally { log("finally"); }
                }
                @Allow("WEFT006") @Async static Coroutine<String> nobodyReads(String s) {
                    try { Coroutine<String> c = fetch(s); } finally { log("finally"); }
                    return fetch("g");
                }
                @Allow({"WEFT006", "WEFT008"}) @Async static Coroutine<String> nobodyReadsANamedOne(String s) {
                    try { Coroutine<String> c = fetch(s); log("s"); } finally { return fetch("g"); }
                }
                static String logged(String name, String s) throws Exception {
                    log = new StringBuilder();
                    var m = C.class.getDeclaredMethod(name, String.class);
                    Object value;
                    try {
                        var made = m.invoke(null, s);
                        value = made instanceof Coroutine<?> c ? run(c) : ((CompletionStage<?>) made).toCompletableFuture().join();
                    } catch (IllegalStateException e) { value = "threw"; }
                    catch (CompletionException e) { value = "threw"; }
                    return log.toString() + "= " + value;
                }
            }
            """;

    private static Classes woven;

    @BeforeAll
    static void weave() {
        woven = Weaving.weave(PROGRAM);
    }

    @ParameterizedTest
    @CsvSource({
        "all, x, end-x finally = x",
        "all, !x, end-!x end-cached finally = cached",
        "hot, x, end-x finally = x",
        "hot, !x, end-!x end-cached finally = cached",
        "stage, !x, end-!x = c",
        "catchOnly, !x, end-!x = caught",
        "resources, x, end-x close-b close-a = x",
        "resources, !x, end-!x close-b close-a = threw",
        "conditional, '', finally = empty",
        "conditional, xy, end-xy finally = xy",
        "switched, '', finally = zero",
        "switched, x, end-one finally = one",
        "switched, !x, d end-!x finally = caught",
        "nested, x, end-x inner f g = x",
        "nested, !x, end-!x inner f g = outer",
        "monitor, x, end-x false finally = x",
        "monitor, !x, end-!x false finally = caught",
        "monitorCatch, !x, end-!x = caught",
        "assigned, !x, end-!x set = caught",
        "variable, x, end-x finally = x",
        "behind, x, finally end-x = x",
        "lambda, !x, end-!x = caught",
        "loop, x, f0 f1 end-x2 f2 = x2",
        "loop, !x, f0 f1 end-!x2 f2 = caught2",
        "overridden, x, end-x end-g = g",
        "overridden, !x, end-!x end-g = g",
        "overriddenHot, x, end-x end-g = g",
        "overriddenHot, !x, end-!x end-g = g",
        "overriddenOutside, x, end-x inner end-g = g",
        "overriddenOutside, !x, end-!x end-c inner end-g = g",
        "overriddenOutside, '', inner end-g = g",
        "thrown, x, end-x f = threw",
        "jumped, x, end-x0 end-x1 end-g = g",
        "sometimes, x, end-x f = x",
        "sometimes, !x, end-!x end-g = g",
        "statement, x, s end-g = g",
        "used, x, c end-g = g",
        "resultLast, abc, end-abc finally = abc",
        "resultLast, a, finally = short",
        "nullLast, ab, end-ab finally = ab",
        "loopInFinally, x, end-x f0 f1 = x",
        "slotUsedBefore, xy, c end-xy finally = xy",
        "nobodyReads, x, finally end-g = g",
        "nobodyReadsANamedOne, x, s end-g = g",
    })
    void awaitedBeforeWhatComesNext(String method, String argument, String expected) throws Throwable {
        assertEquals(expected, Program.load(woven).run("C", "logged", method, argument));
    }

    @Test
    void nullIsNamedInsideTheTry() {
        var program = Program.of("""
                class C {
                    static Coroutine<String> none() { return null; }
                    @Async static Coroutine<String> m() { try { return none(); } finally { System.nanoTime(); } }
                    static Coroutine<String> n() { return C.m(); }
                }
                """);
        var thrown = assertThrows(NullPointerException.class, () -> program.run("C", "n"));
        assertEquals("the async method C.m returned null instead of a coroutine", thrown.getMessage());
    }

    @Test
    void aResultIsNotAwaited() {
        assertEquals(
                0,
                awaits("try { return result(s); } finally { System.nanoTime(); }")
                        .size());
        assertEquals(
                0,
                awaits("try { return result(s); } catch (Exception e) { return other(); }")
                        .size());
        assertEquals(0, awaits("return other();").size());
        assertEquals(
                1,
                awaits("try { return other(); } catch (Exception e) { return other(); }")
                        .size());
    }

    /** JaCoCo puts a probe before the return, behind the end of the try range. */
    @Test
    void aProbeOfACoverageToolMayStandBetween() {
        var scanned = Javac.compile("""
                class C {
                    static Coroutine<String> other() { return null; }
                    @Async static Coroutine<String> m(boolean[] probes) {
                        try { return other(); } catch (IllegalStateException e) { return result("caught"); }
                    }
                }
                """).scanned("C");
        var method = scanned.asyncMethods().get(0).node();
        for (var instruction : method.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                var probe = new InsnList();
                probe.add(new VarInsnNode(Opcodes.ALOAD, 0));
                probe.add(new IntInsnNode(Opcodes.BIPUSH, 7));
                probe.add(new InsnNode(Opcodes.ICONST_1));
                probe.add(new InsnNode(Opcodes.BASTORE));
                method.instructions.insertBefore(instruction, probe);
            }
        }
        AwaitReturnsInTry.in(scanned);
        var await = AwaitCalls.in(method).get(0);
        var range = method.tryCatchBlocks.get(0);
        assertEquals(1, AwaitCalls.in(method).size());
        assertTrue(method.instructions.indexOf(await) < method.instructions.indexOf(range.end), "in the try range");
    }

    private static List<String> awaits(String body) {
        var classes = Javac.compile("""
                class C {
                    static Coroutine<String> other() { return null; }
                    @Async static Coroutine<String> m(String s) { %s }
                }
                """.formatted(body));
        var scanned = classes.scanned("C");
        AwaitReturnsInTry.in(scanned);
        return Disassembly.instructions(scanned.asyncMethods().get(0).node()).stream()
                .filter(instruction -> instruction.contains("await"))
                .toList();
    }
}
