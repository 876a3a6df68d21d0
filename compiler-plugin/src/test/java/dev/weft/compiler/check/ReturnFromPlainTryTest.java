package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** WEFT011, in lambdas and methods that are not woven. */
class ReturnFromPlainTryTest {

    private static final String MEMBERS = """
            class C {
                interface Resource extends AutoCloseable { @Override void close(); }
                static Coroutine<Integer> query(Object o) { return result(1); }
                static AsyncStream<Integer> rows() { return AsyncStream.of(1); }
                static Coroutine<Integer> read() throws java.io.IOException { return result(1); }
            """;

    @Test
    void lambdasWithoutAnAwait() {
        check("""
                AsyncCallable<Integer> caught() {
                    return () -> {
                        try { return query(1); } // found
                        catch (IllegalStateException e) { return result(2); }
                    };
                }
                AsyncCallable<Integer> closed(Resource r) {
                    return () -> {
                        try (r) { return query(r); } // found
                    };
                }
                Supplier<Coroutine<Integer>> ended(boolean b) {
                    return () -> {
                        try { return b ? query(1) : result(2); } // found
                        finally { System.out.println(); }
                    };
                }
                Supplier<Coroutine<Integer>> translated() {
                    return () -> {
                        try { return read(); } // found
                        catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                    };
                }
                Supplier<AsyncStream<Integer>> stream() {
                    return () -> {
                        try { return rows(); } // found
                        finally { System.out.println(); }
                    };
                }
                Supplier<Coroutine<Integer>> monitorInside(Object lock) {
                    return () -> {
                        try { synchronized (lock) { return query(1); } } // found
                        finally { System.out.println(); }
                    };
                }
                """);
    }

    @Test
    void methodsThatAreNotAsync() {
        check("""
                Coroutine<Integer> caught() {
                    try { return query(1); } // found
                    catch (IllegalStateException e) { return result(2); }
                }
                static AsyncStream<Integer> stream() {
                    try { return rows(); } // found
                    finally { System.out.println(); }
                }
                """);
    }

    @Test
    void whatSeesTheEndOrCannotFail() {
        check("""
                @Async Coroutine<Integer> woven() {
                    try { return query(1); } catch (IllegalStateException e) { return result(2); }
                }
                AsyncCallable<Integer> awaits() {
                    return () -> {
                        try { return result(await(query(1))); } finally { System.out.println(); }
                    };
                }
                AsyncCallable<Integer> awaitsElsewhere() {
                    return () -> {
                        await(query(1));
                        try { return query(2); } catch (IllegalStateException e) { return result(2); }
                    };
                }
                AsyncCallable<Integer> noTry() { return () -> query(1); }
                AsyncCallable<Integer> behind() {
                    return () -> {
                        int i;
                        try { i = System.in.read(); } catch (java.io.IOException e) { return failed(e); }
                        return query(i);
                    };
                }
                AsyncCallable<Integer> inHandler() {
                    return () -> {
                        try { System.in.read(); } catch (java.io.IOException e) { return query(2); }
                        return result(1);
                    };
                }
                AsyncCallable<Integer> done(boolean b) {
                    return () -> {
                        try { return b ? result(1) : failed(new Exception()); } finally { System.out.println(); }
                    };
                }
                AsyncCallable<Integer> doneUnderMonitor(boolean b) {
                    return () -> {
                        try { synchronized (this) { return b ? result(1) : result(2); } } finally { System.out.println(); }
                    };
                }
                AsyncCallable<Integer> monitorOnly() {
                    return () -> { synchronized (this) { return query(1); } };
                }
                Supplier<CompletableFuture<Integer>> future(CompletableFuture<Integer> f) {
                    return () -> {
                        try { return f.thenApply(x -> x + 1); } finally { System.out.println(); }
                    };
                }
                Supplier<Object> object() {
                    return () -> {
                        try { return f(); } finally { System.out.println(); }
                    };
                }
                Object f() { return 1; }
                """);
    }

    @Test
    void handlersThatPassOnWhatTheyCatch() {
        check("""
                Coroutine<Integer> asFailed(AsyncCallable<Integer> c) {
                    try { return c.call(); } catch (Exception e) { return failed(e); }
                }
                Coroutine<Integer> again(AsyncCallable<Integer> c) throws Exception {
                    try { return c.call(); } catch (RuntimeException e) { throw e; } catch (Exception e) { return failed(e); }
                }
                Coroutine<Integer> neverCaught(AsyncCallable<Integer> c) {
                    try { return c.call(); } catch (Exception e) { throw new AssertionError("never " + c, e); }
                }
                Coroutine<Integer> errorReturned(AsyncCallable<Integer> c) {
                    try { return c.call(); } // found
                    catch (Exception e) { return failed(new AssertionError(e)); }
                }
                Coroutine<Integer> errorSometimes(AsyncCallable<Integer> c) {
                    try { return c.call(); } // found
                    catch (Exception e) { if (c != null) { throw new AssertionError(e); } return result(0); }
                }
                Coroutine<Integer> asOther(AsyncCallable<Integer> c) {
                    try { return c.call(); } // found
                    catch (Exception e) { return failed(new IllegalStateException(e)); }
                }
                Coroutine<Integer> logged() {
                    try { return query(1); } // found
                    catch (RuntimeException e) { System.out.println(e); throw e; }
                }
                Coroutine<Integer> oneOfTwo(AsyncCallable<Integer> c) {
                    try { return c.call(); } // found
                    catch (RuntimeException e) { return result(0); }
                    catch (Exception e) { return failed(e); }
                }
                """);
    }

    @Test
    void handlersForWhatIsDoneAtOnce() {
        check("""
                Coroutine<Integer> argument(String s) {
                    try { return query(new java.net.URI(s)); }
                    catch (java.net.URISyntaxException e) { throw new IllegalArgumentException(e); }
                }
                Coroutine<Integer> number(String s) {
                    try { return query(Integer.parseInt(s)); } catch (NumberFormatException e) { return result(0); }
                }
                Coroutine<Integer> rethrown(String s) {
                    try { return query(new java.net.URI(s)); }
                    catch (Exception e) { throw new IllegalArgumentException(e); }
                }
                Coroutine<Integer> any(String s) {
                    try { return query(new java.net.URI(s)); } // found
                    catch (Exception e) { return result(0); }
                }
                Coroutine<Integer> read(java.io.InputStream in) throws java.io.IOException {
                    var all = new java.util.Properties();
                    try (in) { all.load(in); return query(all); }
                }
                Coroutine<Integer> used(Resource r) {
                    try (r) { return query(r); } // found
                }
                Coroutine<Integer> opened(Supplier<Resource> pool) {
                    try (var r = pool.get()) { System.out.println(r); return query(r); } // found
                }
                Coroutine<Integer> openedForThat(Supplier<Resource> pool) {
                    try (var r = pool.get()) { System.out.println(r); return query(1); }
                }
                """);
    }

    @Test
    void coroutinesThatWereMadeElsewhere() {
        check("""
                private final java.util.Queue<Coroutine<Integer>> queue = new java.util.ArrayDeque<>();
                private static final Coroutine<Void> DONE = done();
                private Coroutine<Integer> memo;
                Coroutine<Integer> polled(java.util.concurrent.locks.Lock lock) {
                    lock.lock();
                    try { return queue.poll(); } finally { lock.unlock(); }
                }
                Coroutine<Integer> known(java.util.concurrent.locks.Lock lock) {
                    lock.lock();
                    try { if (memo == null) { memo = query(1); } return memo; } finally { lock.unlock(); }
                }
                Coroutine<Integer> parameter(Coroutine<Integer> c) {
                    try { return c; } finally { System.out.println(); }
                }
                Coroutine<Void> constant() {
                    try { return DONE; } finally { System.out.println(); }
                }
                Coroutine<Integer> local(int i) {
                    try { var r = result(i); return r; } finally { System.out.println(); }
                }
                @SuppressWarnings("unchecked")
                <T> Coroutine<T> reflected(java.lang.reflect.Method m, Object o) {
                    try { return (Coroutine<T>) m.invoke(o); }
                    catch (ReflectiveOperationException e) { throw new IllegalStateException(e); }
                }
                <T, K extends Coroutine<T>> K generic(Supplier<K> s) {
                    try { return s.get(); } finally { System.out.println(); }
                }
                AsyncStream<Integer> values() {
                    try { return AsyncStream.of(1, 2); } finally { System.out.println(); }
                }
                """);
    }

    @Test
    void allowWhereItIsMeant() {
        check("""
                @Allow("WEFT011") AsyncCallable<Integer> meant() {
                    return () -> {
                        try { return query(1); } catch (IllegalStateException e) { return result(2); }
                    };
                }
                """);
    }

    @Test
    void theMessageSaysWhy() {
        var findings = Findings.of(Javac.compile(MEMBERS + """
                    AsyncCallable<Integer> lambda() {
                        return () -> { try { return query(1); } finally { System.out.println(); } };
                    }
                    Supplier<AsyncStream<Integer>> stream() {
                        return () -> { try { return rows(); } finally { System.out.println(); } };
                    }
                    Coroutine<Integer> method() {
                        try { return query(1); } finally { System.out.println(); }
                    }
                }
                """));
        var message = "what is returned from inside a try here runs after finally and close(), and no catch sees its"
                + " failure: the %s, so it is not woven";
        assertEquals(
                List.of(
                        message.formatted("method is not @Async"),
                        message.formatted("lambda does not await"),
                        message.formatted("lambda does not await")),
                findings.stream()
                        .sorted((a, b) -> b.line() - a.line())
                        .map(finding -> finding.message())
                        .toList());
        assertEquals(
                List.of(
                        "annotate it with @Async, or return behind the try",
                        "write emitAll(...), and return end(); or return behind the try",
                        "write return result(await(...)), or return behind the try"),
                findings.stream()
                        .sorted((a, b) -> b.line() - a.line())
                        .map(finding -> finding.remedy())
                        .toList());
    }

    /** Checks that the lines that say so are found, and no others. */
    private static void check(String methods) {
        var source = MEMBERS + methods + "}";
        var lines = source.lines().toList();
        assertEquals(
                lines.stream().filter(line -> line.contains("// found")).collect(Collectors.joining("\n")),
                Findings.of(Javac.compile(source)).stream()
                        .filter(finding -> finding.code().name().equals("WEFT011"))
                        .map(finding -> finding.line())
                        .sorted()
                        .map(line -> lines.get(line - 1))
                        .collect(Collectors.joining("\n")));
    }
}
