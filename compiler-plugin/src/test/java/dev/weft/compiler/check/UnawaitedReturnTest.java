package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT011. */
class UnawaitedReturnTest {

    private static final String NOTE =
            " returns leaves its try unawaited: it runs after finally and close()," + " and no catch sees its failure";

    private static void check(String source) {
        Findings.asCommented(source.replace("...", NOTE));
    }

    @Test
    void fromATryOfEveryKind() {
        check("""
                class C {
                    interface Resource extends AutoCloseable { @Override void close(); }
                    Coroutine<Integer> query(Object o) { return result(1); }
                    @Async Coroutine<Integer> resource(Resource r) {
                        try (r) {
                            return query(r); // WEFT011: what 'query'...
                        }
                    }
                    @Async Coroutine<Integer> group() {
                        try (var g = TaskGroup.open()) {
                            return query(g); // WEFT011: what 'query'...
                        }
                    }
                    @Async Coroutine<Integer> finallyBlock(boolean b) {
                        try {
                            return b ? query(1) : result(2); // WEFT011: what 'query'...
                        } finally {
                            System.out.println();
                        }
                    }
                    @Async Coroutine<Integer> catchClause() {
                        try {
                            var c = query(1); // WEFT011: what 'query'...
                            return c;
                        } catch (IllegalStateException e) {
                            return query(2);
                        }
                    }
                    @Async Coroutine<Integer> catchWithFinally() {
                        try {
                            return result(await(query(1)));
                        } catch (IllegalStateException e) {
                            return query(2); // WEFT011: what 'query'...
                        } finally {
                            System.out.println();
                        }
                    }
                    AsyncCallable<Integer> lambda(Resource r) {
                        return () -> {
                            await(query(1));
                            try (r) {
                                return query(r); // WEFT011: what 'query'...
                            }
                        };
                    }
                    @Async CompletableFuture<Integer> hot(CompletableFuture<Integer> f) {
                        try {
                            return f.thenApply(x -> x + 1); // WEFT011: what 'thenApply'...
                        } finally {
                            System.out.println();
                        }
                    }
                    @Async CompletionStage<Integer> stage(CompletableFuture<Integer> f) {
                        try (var g = TaskGroup.open()) {
                            return f.thenApply(x -> x + 1); // WEFT011: what 'thenApply'...
                        }
                    }
                }
                """);
    }

    @Test
    void whatIsDoneOrAwaitedMayLeave() {
        check("""
                class C {
                    Coroutine<Integer> query(Object o) { return result(1); }
                    @Async Coroutine<Integer> values(boolean b) {
                        try {
                            if (b) { return result(await(query(1))); }
                            return failed(new Exception());
                        } finally {
                            System.out.println();
                        }
                    }
                    @Async Coroutine<Void> nothing() {
                        try { return done(); } finally { System.out.println(); }
                    }
                    @Async CompletableFuture<Integer> hot(CompletableFuture<Integer> f, boolean b) {
                        try {
                            if (b) { return CompletableFuture.completedFuture(await(f)); }
                            var g = f.thenApply(x -> x + 1);
                            await(g);
                            return g;
                        } catch (IllegalStateException e) {
                            return CompletableFuture.failedFuture(e);
                        }
                    }
                }
                """);
    }

    @Test
    void aHotMethodMayCatchWhatTheCallThrowsAndCallUnderALock() {
        check("""
                class C {
                    final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                    CompletableFuture<Integer> query(Object o) { return null; }
                    @Async CompletableFuture<Integer> caught() {
                        try { return query(1); } catch (RuntimeException e) { return CompletableFuture.failedFuture(e); }
                    }
                    @Async CompletableFuture<Integer> translated() {
                        try { return query(1); } catch (IllegalStateException e) { throw e; } catch (Error e) { throw new Error(e); }
                    }
                    @Async CompletableFuture<Integer> locked() {
                        lock.lock();
                        try { return query(1); } finally { lock.unlock(); }
                    }
                    @Async CompletableFuture<Integer> both() {
                        try { return query(1); } // WEFT011: what 'query'...
                        catch (RuntimeException e) { return CompletableFuture.failedFuture(e); }
                        finally { System.out.println(); }
                    }
                }
                """);
    }

    @Test
    void whatIsMadeOutsideMayLeave() {
        check("""
                class C {
                    Coroutine<Integer> query(Object o) { return result(1); }
                    Coroutine<Integer> plain() { try { return query(1); } finally { System.out.println(); } }
                    @Async Coroutine<Integer> after() {
                        try { await(query(1)); } catch (IllegalStateException e) { return query(2); }
                        return query(3);
                    }
                    @Async Coroutine<Integer> given(Coroutine<Integer> c) {
                        var mine = query(1);
                        try { System.out.println(); return c == null ? mine : c; } finally { System.out.println(); }
                    }
                    @Async Coroutine<Integer> monitor() {
                        synchronized (this) { return query(1); }
                    }
                    @Async Coroutine<Integer> started() {
                        try { start(query(1)); } finally { System.out.println(); }
                        return query(2);
                    }
                }
                """);
    }
}
