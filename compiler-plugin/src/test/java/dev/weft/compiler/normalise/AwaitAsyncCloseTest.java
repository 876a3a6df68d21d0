package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwaitAsyncCloseTest {

    private static final String PROGRAM = """
            class C {
                static StringBuilder log;
                static void log(String s) { log.append(s).append(' '); }
                static class Res implements AsyncCloseable {
                    final String name;
                    Res(String name) { this.name = name; }
                    @Override @Async public Coroutine<Void> closeAsync() { log("begin-" + name); await(Given.later(1)); log("end-" + name); return done(); }
                }
                static class Sub extends Res {
                    Sub(String name) { super(name); }
                    @Async Coroutine<Void> shut() { super.close(); log("shut"); return done(); }
                    @Override @Async public Coroutine<Void> closeAsync() { log("sub"); super.close(); return done(); }
                }
                interface Both extends AsyncCloseable {
                    @Async default Coroutine<Void> shut() { AsyncCloseable.super.close(); log("shut"); return done(); }
                }
                record Of(String name) implements Both {
                    @Override public Coroutine<Void> closeAsync() { return new Res(name).closeAsync(); }
                }
                record Plain(String name) implements java.io.Closeable { @Override public void close() { log("plain-" + name); } }
                interface Door { void close(); }
                record Odd(String name) implements Door, AsyncCloseable {
                    @Override @Allow("WEFT018") public void close() { log("wrong"); }
                    @Override public Coroutine<Void> closeAsync() { return new Res(name).closeAsync(); }
                }
                @Async static Coroutine<Void> superClose() { return new Sub("a").shut(); }
                @Async static Coroutine<Void> superInCloseAsync() { try (var s = new Sub("a")) { log("body"); } return done(); }
                @Async static Coroutine<Void> superOfInterface() { return new Of("a").shut(); }
                @Async static Coroutine<Void> lambda() throws Exception {
                    AsyncCallable<Integer> call = () -> { try (var r = new Res("a")) { log("body"); } return result(1); };
                    log("" + await(call.call()));
                    return done();
                }
                @Async static Coroutine<Void> autoCloseable() throws Exception {
                    for (AutoCloseable each : List.of(new Res("a"), new Plain("b"))) { try (each) { log("body"); } }
                    return done();
                }
                @Async static Coroutine<Void> direct() throws Exception {
                    AutoCloseable c = new Res("a");
                    c.close();
                    java.io.Closeable p = new Plain("p");
                    p.close();
                    return done();
                }
                @Async static Coroutine<Void> door() { Door d = new Odd("a"); d.close(); return done(); }
                static <R extends AutoCloseable> AsyncFunction<R, String> using() {
                    return r -> { await(Given.now(1)); try (r) { log("body"); return result("used"); } };
                }
                @Async static Coroutine<Void> typeVariable() throws Exception {
                    log(await(C.<Res>using().apply(new Res("a"))));
                    log(await(C.<Plain>using().apply(new Plain("b"))));
                    return done();
                }
                @Async static Coroutine<Void> underAMonitor() throws Exception {
                    AutoCloseable p = new Plain("a");
                    synchronized (p) { p.close(); }
                    return done();
                }
                @Async static Coroutine<Void> failing() throws Exception {
                    AutoCloseable r = new Res("a");
                    try (r) { throw new IllegalStateException("body"); } catch (IllegalStateException e) { log(e.getMessage()); }
                    return done();
                }
                @Async static Coroutine<Void> inAnExpression() throws Exception {
                    long wide = 5; AutoCloseable r = new Res("a"), none = null;
                    String s = "x" + wide + switch ((int) wide) { default -> { r.close(); yield "y"; } };
                    try (none) { log(s); }
                    return done();
                }
                static String logged(String name) throws Exception {
                    log = new StringBuilder();
                    var m = C.class.getDeclaredMethod(name);
                    run((Coroutine<?>) m.invoke(null));
                    return log.toString().strip();
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
        "superClose, begin-a end-a shut",
        "superInCloseAsync, body sub begin-a end-a",
        "superOfInterface, begin-a end-a shut",
        "lambda, body begin-a end-a 1",
        "autoCloseable, body begin-a end-a body plain-b",
        "direct, begin-a end-a plain-p",
        "door, begin-a end-a",
        "typeVariable, body begin-a end-a used body plain-b used",
        "underAMonitor, plain-a",
        "failing, begin-a end-a body",
        "inAnExpression, begin-a end-a x5y",
    })
    void whatClosesAsynchronouslyIsAwaited(String method, String expected) throws Throwable {
        assertEquals(expected, Program.load(woven).run("C", "logged", method));
    }
}
