package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves the block of a task group does not depend on the static type through which the group is closed. */
class GroupAsAutoCloseableTest {

    private static final String PROGRAM = """
            class C {
                @Async static Coroutine<Void> fails() { await(yieldNow()); throw new IllegalStateException("child"); }
                @Async static Coroutine<String> used(TaskGroup g, boolean cancel) {
                    if (cancel) { g.cancel(); } else { g.start(fails()); }
                    await(yieldNow());
                    await(new Never());
                    return result("never");
                }
                static class Never implements Awaiter<Void> {
                    @Override public boolean isReady() { return false; }
                    @Override public Void result() { return null; }
                    @Override public void onReady(Runnable wake) { }
                }
                record Plain(String failure) implements AutoCloseable {
                    @Override public void close() { if (failure != null) { throw new IllegalArgumentException(failure); } }
                }

                @Async static Coroutine<String> direct(boolean cancel) throws Exception {
                    TaskGroup g = TaskGroup.open();
                    try (TaskGroup c = g) { await(used(g, cancel)); }
                    return result("on");
                }
                @Async static Coroutine<String> resource(boolean cancel) throws Exception {
                    TaskGroup g = TaskGroup.open();
                    try (AutoCloseable c = g) { await(used(g, cancel)); }
                    return result("on");
                }
                @Async static Coroutine<String> returning(boolean cancel) throws Exception {
                    TaskGroup g = TaskGroup.open();
                    try (AutoCloseable c = g) { return result(await(used(g, cancel))); }
                }
                @Async static Coroutine<String> finallyBlock(boolean cancel) throws Exception {
                    TaskGroup g = TaskGroup.open();
                    AutoCloseable c = g;
                    try { await(used(g, cancel)); } finally { c.close(); }
                    return result("on");
                }
                @Async static <R extends AutoCloseable> Coroutine<String> using(R r, AsyncFunction<R, String> body) throws Exception {
                    try (r) { await(body.apply(r)); }
                    return result("on");
                }
                @Async static Coroutine<String> helper(boolean cancel) throws Exception {
                    return result(await(using(TaskGroup.open(), g -> used(g, cancel))));
                }
                @Async @Allow("WEFT015") static Coroutine<String> twoResources(boolean cancel) throws Exception {
                    TaskGroup g = TaskGroup.open();
                    try (AutoCloseable p = new Plain(null); AutoCloseable c = g; AutoCloseable q = new Plain(null)) {
                        await(used(g, cancel));
                    }
                    return result("on");
                }

                @Async static Coroutine<String> plain() throws Exception {
                    AutoCloseable p = new Plain("close");
                    try (p) { throw new IllegalStateException("body"); }
                }
                static Object endOf(String name, boolean cancel) throws Exception {
                    var coroutine = name.equals("plain") ? plain()
                            : (Coroutine<String>) C.class.getDeclaredMethod(name, boolean.class).invoke(null, cancel);
                    try {
                        return run(coroutine);
                    } catch (Throwable t) {
                        return t.getClass().getSimpleName() + " " + t.getMessage() + " " + t.getSuppressed().length;
                    }
                }
            }
            """;

    private static Classes woven;

    @BeforeAll
    static void weave() {
        woven = Weaving.weave(PROGRAM);
    }

    @ParameterizedTest
    @CsvSource({"direct", "resource", "returning", "finallyBlock", "helper", "twoResources"})
    void theFailureOfAChildLeaves(String method) throws Throwable {
        assertEquals("IllegalStateException child 0", endOf(method, false));
    }

    @ParameterizedTest
    @CsvSource({"direct", "resource", "finallyBlock", "helper", "twoResources"})
    void aGroupThatWasOnlyCancelledEndsItsBlock(String method) throws Throwable {
        assertEquals("on", endOf(method, true));
    }

    @ParameterizedTest
    @CsvSource({"returning, CancellationException the task group was cancelled 0", "plain, IllegalStateException body 1"
    })
    void elsewhereSomethingIsThrown(String method, String expected) throws Throwable {
        assertEquals(expected, endOf(method, true));
    }

    private static Object endOf(String method, boolean cancel) throws Throwable {
        return Program.load(woven).run("C", "endOf", method, cancel);
    }
}
