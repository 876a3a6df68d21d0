package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT008. */
class SwallowedCancellationTest {

    @Test
    void handlersThatGoOn() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Void> throwable(Coroutine<?> c) {
                        try {
                            await(c);
                        } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                            System.out.println(t);
                        }
                        return done();
                    }
                    @Async Coroutine<Integer> error(Coroutine<?> c) {
                        try {
                            await(c);
                            return result(1);
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (Error e) { // WEFT008: catching Error around an await swallows cancellation
                            return result(0);
                        }
                    }
                    @Async Coroutine<Void> cancelled(Coroutine<?> c) {
                        try {
                            await(c);
                        } catch (CancelledError | IllegalStateException e) { // WEFT008: catching CancelledError around an await swallows cancellation
                        }
                        return done();
                    }
                    @Async Coroutine<Void> forever(Coroutine<?> c) {
                        while (true) {
                            try {
                                await(c);
                            } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                                System.out.println(t);
                            }
                        }
                    }
                    @Async Coroutine<Void> wrapsSometimes(Coroutine<?> c) {
                        try {
                            await(c);
                        } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                            if (t instanceof RuntimeException) { throw new IllegalStateException(t); }
                        }
                        return done();
                    }
                }
                """);
    }

    @Test
    void handlersThatRethrow() {
        Findings.asCommented("""
                class C {
                    static RuntimeException sneaky(Throwable t) { return new RuntimeException(t); }
                    static void throwIfFatal(Throwable t) {}
                    @Async Coroutine<Void> same(Coroutine<?> c) throws Throwable {
                        try { await(c); } catch (Throwable t) { System.out.println(t); throw t; }
                        return done();
                    }
                    @Async Coroutine<Void> another(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) { throw new IllegalStateException(t); }
                        return done();
                    }
                    @Async Coroutine<Void> helper(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) { throw sneaky(t); }
                        return done();
                    }
                    @Async Coroutine<Void> guavaLike(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) { throwIfFatal(t); }
                        return done();
                    }
                    static void throwFrom(Coroutine<?> c, Throwable t) {}
                    @Async Coroutine<Void> helperOfTwo(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) { throwFrom(c, t); }
                        return done();
                    }
                    @Async Coroutine<Void> onSomePath(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) {
                            if (t instanceof CancelledError e) { throw e; }
                            System.out.println(t);
                        }
                        return done();
                    }
                    @Async Coroutine<Void> later(Coroutine<?> c, Coroutine<?> d) throws Throwable {
                        Throwable failure = null;
                        try { await(c); } catch (Throwable t) { failure = t; }
                        await(d);
                        if (failure != null) { throw failure; }
                        return done();
                    }
                    @Async Coroutine<Void> before(Coroutine<?> c) {
                        try { await(c); } catch (CancelledError e) { throw e; } catch (Throwable t) { System.out.println(t); }
                        return done();
                    }
                    @Async Coroutine<Void> failedCoroutine(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) { return failed(t); }
                        return done();
                    }
                    @Async CompletableFuture<Void> failedFuture(Coroutine<?> c) {
                        try { await(c); } catch (Throwable t) { return CompletableFuture.failedFuture(new Exception(t)); }
                        return CompletableFuture.completedFuture(null);
                    }
                }
                """);
    }

    @Test
    void whatIsRethrownMayBeSwallowedOutside() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Void> m(Coroutine<?> c) {
                        try {
                            try {
                                await(c);
                            } catch (CancelledError e) {
                                throw e;
                            } finally {
                                System.out.println();
                            }
                        } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                            System.out.println(t);
                        }
                        return done();
                    }
                }
                """);
    }

    @Test
    void withoutAnAwaitInsideItIsNoMatter() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Void> m(Coroutine<?> c) {
                        try { System.out.println(); } catch (Throwable t) { System.out.println(t); }
                        await(c);
                        try { System.out.println(); } catch (Throwable t) { await(c); }
                        try { System.out.println(); } finally { await(c); }
                        try { await(c); } catch (Exception e) { System.out.println(e); }
                        return done();
                    }
                    void plain() { try { System.out.println(); } catch (Throwable t) { System.out.println(t); } }
                }
                """);
    }

    @Test
    void whatCompilersMakeRethrows() {
        Findings.asCommented("""
                class C {
                    interface Resource extends AutoCloseable { @Override void close(); }
                    record Pair(Object a, Object b) {}
                    @Async Coroutine<Integer> m(Coroutine<Integer> c, Resource r, TaskGroup g, Object lock, Pair p) throws Exception {
                        try (r; var s = r; g) {
                            int i = await(c);
                            synchronized (lock) { i++; }
                            if (p instanceof Pair(Object a, String b)) { i += b.length(); }
                            for (int k = 0; k < 3; k++) {
                                try (var u = r) { if (await(c) > k) { continue; } else { break; } } finally { i++; await(c); }
                            }
                            return result(i);
                        } catch (IllegalStateException e) {
                            return result(await(c));
                        } finally {
                            System.out.println(await(c));
                        }
                    }
                }
                """.replace("p instanceof Pair(Object a, String b)", "p.b() instanceof String b"));
    }

    @Test
    void aFinallyThatReturns() {
        Findings.asCommented("""
                class C {
                    @Async @SuppressWarnings("finally") Coroutine<Integer> returns(Coroutine<?> c) {
                        try {
                            await(c);
                        } finally {
                            return result(1); // WEFT008: a finally block that does not end normally swallows cancellation
                        }
                    }
                    @Async @SuppressWarnings("finally") Coroutine<Integer> goesOn(Coroutine<?> c) {
                        while (true) {
                            try {
                                await(c);
                            } finally {
                                continue; // WEFT008: a finally block that does not end normally swallows cancellation
                            }
                        }
                    }
                    @Async @SuppressWarnings("finally") Coroutine<Integer> sometimes(Coroutine<?> c, boolean b) {
                        try {
                            await(c);
                        } finally {
                            if (b) { return result(1); }
                        }
                        return result(2);
                    }
                }
                """);
    }

    @Test
    void aroundAnEmit() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> fetch() { return result(1); }
                    @Async AsyncStream<Integer> goesOn() {
                        for (int i = 0; i < 3; i++) {
                            try {
                                emit(i);
                            } catch (Throwable t) { // WEFT008: catching Throwable around an emit swallows the closing of the stream
                                System.out.println(t);
                            }
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> cancelled(AsyncStream<Integer> s) {
                        try {
                            emitAll(s);
                        } catch (CancelledError e) { // WEFT008: catching CancelledError around an emit swallows the closing of the stream
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> both() {
                        while (true) {
                            try {
                                emit(await(fetch()));
                            } catch (Error e) { // WEFT008: catching Error around an await swallows cancellation
                            }
                        }
                    }
                    @Async @SuppressWarnings("finally") AsyncStream<Integer> returns() {
                        try {
                            emit(1);
                        } finally {
                            return end(); // WEFT008: a finally block that does not end normally swallows the closing of the stream
                        }
                    }
                    @Async AsyncStream<Integer> inALoopOverAStream(AsyncStream<Integer> s) {
                        for (var x : await(s)) {
                            try {
                                emit(x);
                            } catch (Throwable t) { // WEFT008: catching Throwable around an emit swallows the closing of the stream
                            }
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> aroundALoopOverAStream(AsyncStream<Integer> s) {
                        try {
                            for (var x : await(s)) { System.out.println(x); }
                        } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                        }
                        return end();
                    }
                    @Async AsyncStream<Integer> good(AsyncStream<Integer> s, AutoCloseable r) throws Exception {
                        try (r) {
                            for (var x : await(s)) { if (x > 3) { break; } emit(x); }
                            emit(2);
                        } catch (IllegalStateException e) {
                            emit(3);
                        } finally {
                            System.out.println(await(fetch()));
                        }
                        try { emit(4); } catch (CancelledError e) { System.out.println(e); throw e; }
                        try { emit(5); } catch (Exception e) { System.out.println(e); }
                        return end();
                    }
                }
                """);
    }

    @Test
    void entryMethodsToo() {
        Findings.asCommented("""
                class C {
                    @Entry static void main(Coroutine<?> c) {
                        try {
                            await(c);
                        } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                            System.out.println(t);
                        }
                    }
                }
                """);
    }

    @Test
    void whatIsKeptAndThrownLaterOnSomePath() {
        Findings.asCommented("""
                class C {
                    static void clean() {}
                    @Async Coroutine<Void> oneOfTwoVariables(Coroutine<?> c, boolean b) throws Throwable {
                        Throwable first = null, second = null;
                        try { await(c); } catch (Throwable t) { if (b) { first = t; } else { second = t; } }
                        if (first != null) { throw first; }
                        return done();
                    }
                    @Async Coroutine<Void> theOther(Coroutine<?> c, boolean b) throws Throwable {
                        Throwable first = null, second = null;
                        try { await(c); } catch (Throwable t) { if (b) { first = t; } else { second = t; } }
                        if (second != null) { throw second; }
                        return done();
                    }
                    @Async Coroutine<Void> onePrintedOneThrown(Coroutine<?> c, boolean b) throws Throwable {
                        Throwable thrown = null, printed = null;
                        try { await(c); } catch (Throwable t) { if (b) { thrown = t; } else { printed = t; } }
                        System.out.println(printed);
                        if (thrown != null) { throw thrown; }
                        return done();
                    }
                    @Async Coroutine<Void> conditional(Coroutine<?> c, boolean b, Error other) {
                        try { await(c); } catch (Error t) {
                            if (b) {
                                var chosen = t.getCause() == null ? t : other;
                                System.out.println(t);
                                throw chosen;
                            }
                        }
                        return done();
                    }
                    @Async Coroutine<Void> ifCleaningFails(Coroutine<?> c) throws Throwable {
                        Throwable failure = null;
                        try {
                            try { await(c); } catch (Throwable t) { failure = t; clean(); failure = null; }
                        } catch (IllegalStateException e) {
                            if (failure != null) { throw failure; }
                        }
                        return done();
                    }
                }
                """);
    }
}
