package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT006, where a coroutine is taken for a value. */
class CoroutineAsValueTest {

    @Test
    void aCoroutineThatIsAValueNeverRuns() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    final Map<String, Object> byName = new HashMap<>();
                    void runs(ExecutorService executor, ScheduledExecutorService timer) {
                        executor.submit(() -> f()); // WEFT006: the coroutine that the lambda gives to 'submit' is its result and never runs
                        executor.submit(C::f); // WEFT006: the coroutine that the lambda gives to 'submit' is its result and never runs
                        timer.schedule(() -> f(), 1, TimeUnit.SECONDS); // WEFT006: the coroutine that the lambda gives to 'schedule' is its result and never runs
                        CompletableFuture.supplyAsync(() -> f()); // WEFT006: the coroutine that the lambda gives to 'supplyAsync' is its result and never runs
                        var kept = CompletableFuture.supplyAsync(() -> f(), executor); // WEFT006: the coroutine that the lambda gives to 'supplyAsync' is its result and never runs
                        System.out.println(kept.isDone());
                    }
                    @Async Coroutine<Void> blocks() {
                        await(blocking(() -> f())); // WEFT006: the coroutine that the lambda gives to 'blocking' is its result and never runs
                        return done();
                    }
                    String text(int x) {
                        return "" + x + f(); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                    }
                    void stored(String key, Map<String, Object> map, List<Object> list) {
                        map.put(key, f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        byName.put("k", f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        list.add(f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                    }
                }
                """);
    }

    @Test
    void whatIsTakenOutAgainIsNone() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> unpacked(ExecutorService executor) throws Exception {
                        int x = await(await(blocking(() -> f())));
                        return result(x + await(await(CompletableFuture.supplyAsync(() -> f()))));
                    }
                    CompletableFuture<Coroutine<Integer>> passedOn() { return CompletableFuture.supplyAsync(() -> f()); }
                    void collected(Map<String, Coroutine<Integer>> map, List<Coroutine<Integer>> list, List<Awaitable<?>> all, Collection raw) {
                        map.put("k", f());
                        list.add(f());
                        all.add(f());
                        raw.add(f());
                    }
                    void values(ExecutorService executor, Map<String, Object> map) {
                        executor.submit(() -> run(f()));
                        map.put("k", result(1));
                        start(() -> f());
                    }
                    String text(Coroutine<Integer> c) { return "of " + c; }
                }
                """);
    }

    @Test
    void concatenationOfJava8() {
        var found = Findings.of(Javac.compile("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    String text() { return "x" + f(); }
                }
                """, "--release", "8"));
        assertEquals(
                List.of("the coroutine of 'f' becomes a part of a text: it never runs"),
                found.stream().map(finding -> finding.message()).toList());
    }

    @Test
    void mockitoIsToldWhichCallIsMeant() {
        assertEquals(List.of(), Findings.of(Javac.compile(List.of("""
                package org.mockito;
                public interface MockedStatic<T> {
                    interface Verification { void apply() throws Throwable; }
                    <R> Object when(Verification call);
                    void verify(Verification call);
                }
                """, """
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    void m(org.mockito.MockedStatic<C> mocked) { mocked.when(C::f); mocked.when(() -> f()); mocked.verify(C::f); }
                }
                """))));
    }
}
