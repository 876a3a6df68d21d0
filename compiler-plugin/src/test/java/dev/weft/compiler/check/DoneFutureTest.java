package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT007: which futures are known to be done. */
class DoneFutureTest {

    @Test
    void onlyWhatIsDoneOnBothPaths() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> first(CompletableFuture<Integer> a, boolean b) {
                        if (b) { await(a); } else { System.out.println(); }
                        return result(a.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                    }
                    @Async Coroutine<Integer> second(CompletableFuture<Integer> a, boolean b) {
                        if (b) { System.out.println(); } else { await(a); }
                        return result(a.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                    }
                    @Async Coroutine<Integer> both(CompletableFuture<Integer> a, boolean b) {
                        if (b) { await(a); } else { await(a); }
                        return result(a.join());
                    }
                }
                """);
    }

    @Test
    void neighboursOfWhatIsAwaitedAreNot() {
        Findings.asCommented("""
                class C {
                    static void use(Object o, Object p) {}
                    static <T> List<T> pick(T one, T other) { return List.of(one); }
                    static <T> T element(List<T> list, int i) { return list.get(i); }
                    @Async static Coroutine<Integer> ofAList(Task<Integer> a, Task<Integer> b) throws Exception {
                        use(a, await(waitAll(List.of(b))));
                        return result(b.get() + a.get()); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                    }
                    @Async static Coroutine<Integer> ofAnArray(List<Task<Integer>> l, List<CompletableFuture<Integer>> f) throws Exception {
                        use(l, await(CompletableFuture.allOf(f.toArray(new CompletableFuture[0]))));
                        int sum = f.get(0).join();
                        return result(sum + l.get(0).get()); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                    }
                    @Async static Coroutine<Integer> picked(Task<Integer> a, Task<Integer> b) throws Exception {
                        await(waitAll(pick(a, b)));
                        return result(b.get()); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                    }
                    @Async static Coroutine<Integer> aPart(List<CompletableFuture<Integer>> l) {
                        await(CompletableFuture.allOf(l.subList(0, 1).toArray(new CompletableFuture[0])));
                        return result(l.get(1).join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                    }
                    @Async static Coroutine<Integer> taken(List<Task<Integer>> l) throws Exception {
                        await(waitAll(l));
                        var a = element(l, 0);
                        return result(a.get()); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                    }
                }
                """);
    }

    @Test
    void anAwaitThatNamesAnException() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(CompletableFuture<Integer> f) throws java.io.IOException {
                        await(f, java.io.IOException.class);
                        return result(f.join());
                    }
                    @Async Coroutine<Integer> cast(Future<Integer> f) {
                        if (f.isDone()) { return result(((CompletableFuture<Integer>) f).join()); }
                        return result(((CompletableFuture<Integer>) f).join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                    }
                }
                """);
    }

    @Test
    void aStreamThatIsMadeAnArray() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(List<CompletableFuture<Integer>> l) {
                        await(CompletableFuture.allOf(l.stream().toArray(CompletableFuture[]::new)));
                        return result(l.get(0).join());
                    }
                }
                """);
    }

    /** A handler may be reached before the await if something in front of it can throw. */
    @Test
    void whatMayThrowInFrontOfTheAwait() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> nothing(CompletableFuture<Integer> f, boolean b) {
                        int x;
                        Object o = this;
                        try {
                            if (b) { x = 1; } else { x = 2; }
                            if (x == 1) { o = null; }
                            x++;
                            await(f);
                        } catch (RuntimeException e) {
                            return result(f.join());
                        }
                        return result(x + o.hashCode());
                    }
                    @Async Coroutine<Integer> anElement(CompletableFuture<Integer> f, int[] a) {
                        int x = 0;
                        try {
                            x = a[0];
                            await(f);
                        } catch (RuntimeException e) {
                            f.join(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        }
                        return result(x);
                    }
                }
                """);
    }

    @Test
    void otherCallsOfItBlockAllTheSame() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(CompletableFuture<Integer> f) throws Exception {
                        await(f);
                        f.wait(); // WEFT007: 'Object.wait' blocks the thread, which other tasks share
                        return result(1);
                    }
                }
                """);
    }
}
