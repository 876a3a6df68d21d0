package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.it.harness.Weaving;
import dev.weft.ports.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is returned inside a {@code try} is awaited there, also if the {@code finally} returns another coroutine. The code of
 * the two compilers has nothing in common there. Each program logs what its coroutines do.
 */
@Tag("jdk")
@Timeout(60)
class OverriddenReturnsTest {
    private static final SourceText SOURCE = new SourceText("sample.Overridden", """
            package sample;

            import static dev.weft.Weft.*;

            import dev.weft.*;
            import java.time.Duration;
            import java.util.concurrent.*;

            @Allow("WEFT008")
            public class Overridden {
                static final StringBuilder LOG = new StringBuilder();

                @Async static Coroutine<String> f(String s) {
                    LOG.append('<').append(s);
                    await(sleep(Duration.ofSeconds(1)));
                    LOG.append(s).append('>');
                    if (s.equals("x")) { throw new IllegalStateException(); }
                    return result(s);
                }
                @Async static CompletableFuture<String> h(String s) {
                    return CompletableFuture.completedFuture(await(f(s)));
                }
                static String log(String s) { LOG.append(s); return s; }

                @Async static Coroutine<String> plain() {
                    try { return f("a"); } finally { return f("b"); }
                }
                @Async static Coroutine<String> fails() {
                    try { return f("x"); } finally { return f("b"); }
                }
                @Async static Coroutine<String> caught() {
                    try { return f("x"); } catch (IllegalStateException e) { return f("c"); } finally { return f("b"); }
                }
                @Async static Coroutine<String> either() {
                    try { return LOG.length() > 0 ? f("a") : f("A"); } finally { return f("b"); }
                }
                @Async static Coroutine<String> nested() {
                    try { try { return f("a"); } finally { log("-"); } } finally { return f("b"); }
                }
                @Async static Coroutine<String> leaves() {
                    for (int i = 0; i < 2; i++) { try { return f("a" + i); } finally { continue; } }
                    return f("b");
                }
                @Async static Coroutine<String> atOnce() {
                    try { return result(log("a")); } finally { return f("b"); }
                }
                @Async static CompletableFuture<String> hotPlain() {
                    try { return h("a"); } finally { return h("b"); }
                }
                @Async static CompletableFuture<String> hotCaught() {
                    try { return h("x"); } catch (IllegalStateException e) { return h("c"); } finally { return h("b"); }
                }

                @Async static Coroutine<String> hot() { return result(await(hotPlain())); }
                @Async static Coroutine<String> hotFails() { return result(await(hotCaught())); }

                @Async static Coroutine<String> otherStatements() {
                    Runnable nothing = () -> {};
                    try { h("a"); nothing.run(); } finally { return f("b"); }
                }
            }
            """);

    @ParameterizedTest
    @CsvSource({
        "plain,           <aa><bb>",
        "fails,           <xx><bb>",
        "caught,          <xx><cc><bb>",
        "either,          <AA><bb>",
        "nested,          <aa>-<bb>",
        "leaves,          <a0a0><a1a1><bb>",
        "atOnce,          a<bb>",
        "hot,             <aa><bb>",
        "hotFails,        <xx><cc><bb>",
        "otherStatements, <a<ba>b>"
    })
    void asTheTextSays(String method, String log) throws Exception {
        for (var setting : List.of(
                List.of("JAVAC", "8", "-g"),
                List.of("JAVAC", "17", "-g"),
                List.of("ECJ", "8", "-g:none"),
                List.of("ECJ", "17", "-g"))) {
            var unwoven = FrontEnd.valueOf(setting.get(0))
                    .compile(List.of(SOURCE), Weaving.classPath(), "--release", setting.get(1), setting.get(2));
            Class<?> type = Weaving.weave(unwoven).loader(setting.toString()).loadClass(SOURCE.className());
            assertEquals(log, run(type, method), () -> setting + " " + method);
        }
    }

    private static String run(Class<?> type, String name) throws Exception {
        var method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            assertEquals("b", loop.runUntilComplete((Coroutine<?>) method.invoke(null)));
        }
        var log = type.getDeclaredField("LOG");
        log.setAccessible(true);
        return log.get(null).toString();
    }
}
