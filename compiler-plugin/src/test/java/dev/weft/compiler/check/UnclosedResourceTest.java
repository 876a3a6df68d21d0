package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT015. */
class UnclosedResourceTest {

    @Test
    void pathsOnWhichItStaysOpen() {
        Findings.asCommented("""
                class C {
                    static void use(Object o) {}
                    @Async Coroutine<Void> never(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        while (await(items.next())) { use(items.current()); }
                        return done();
                    }
                    @Async Coroutine<Boolean> notKept(AsyncStream<Integer> s) {
                        return result(await(s.open().next())); // WEFT015: the cursor that is opened here is not closed on every path
                    }
                    void dropped(AsyncStream<Integer> s) {
                        s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                    }
                    @Async Coroutine<Void> notIfItThrows(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        while (await(items.next())) { use(items.current()); }
                        await(items.closeAsync());
                        return done();
                    }
                    @Async Coroutine<Void> callBeforeTheTry(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        use("x");
                        try { use(await(items.next())); } finally { await(items.closeAsync()); }
                        return done();
                    }
                    @Async Coroutine<Void> notForErrors(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        try { use(await(items.next())); } catch (Exception e) { use(e); }
                        await(items.closeAsync());
                        return done();
                    }
                    @Async Coroutine<Integer> earlyReturn(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        try {
                            if (await(items.next())) { return result(items.current()); }
                        } catch (Throwable t) {
                            await(items.closeAsync());
                            throw t;
                        }
                        await(items.closeAsync());
                        return result(0);
                    }
                    @Async Coroutine<Void> overwritten(List<AsyncStream<Integer>> all) {
                        AsyncCursor<Integer> items = null;
                        try {
                            for (int i = 0; i < 3; i++) {
                                items = all.get(i).open(); // WEFT015: the cursor that is opened here is not closed on every path
                                use(await(items.next()));
                            }
                        } finally {
                            if (items != null) { await(items.closeAsync()); }
                        }
                        return done();
                    }
                    int plain(AsyncStream<Integer> s) {
                        s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        return 1;
                    }
                    @Async Coroutine<Void> inAHandler(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        try {
                            use(await(items.next()));
                            await(items.closeAsync());
                        } catch (Throwable t) { // WEFT008: catching Throwable around an await swallows cancellation
                            use(t);
                        }
                        return done();
                    }
                    void besideALambda(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        Runnable r = () -> use("x");
                    }
                    static int valueOf(String s) { return s.length(); }
                    @Async Coroutine<Void> aCallNamedAsBoxing(AsyncStream<Integer> s) {
                        var items = s.open(); // WEFT015: the cursor that is opened here is not closed on every path
                        int n = valueOf("x");
                        try { use(await(items.next())); } finally { await(items.closeAsync()); }
                        return done();
                    }
                    Supplier<Coroutine<Boolean>> lambda(AsyncStream<Integer> s) {
                        return () -> s.open().next(); // WEFT015: the cursor that is opened here is not closed on every path
                    }
                }
                """);
    }

    @Test
    void whatClosesIt() {
        Findings.asCommented("""
                class C {
                    static void use(Object o) {}
                    @Async Coroutine<Integer> resource(AsyncStream<Integer> s) {
                        try (var items = s.open()) {
                            while (await(items.next())) {
                                if (items.current() > 3) { return result(items.current()); }
                                use(items.current());
                            }
                        }
                        return result(0);
                    }
                    @Async Coroutine<Void> twoResources(AsyncStream<Integer> s, AsyncStream<Integer> t) {
                        try (var a = s.open(); var b = t.open()) {
                            while (await(a.next()) && await(b.next())) { use(a.current() + b.current()); }
                        } catch (IllegalStateException e) {
                            use(e);
                        }
                        return done();
                    }
                    @Async Coroutine<Void> byHand(AsyncStream<Integer> s) {
                        var items = s.open();
                        int n = 0;
                        try {
                            while (await(items.next())) { n += items.current(); }
                        } finally {
                            await(items.closeAsync());
                        }
                        use(n);
                        return done();
                    }
                    @Async Coroutine<Void> onAllPaths(AsyncStream<Integer> s) {
                        var items = s.open();
                        try {
                            use(await(items.next()));
                        } catch (Throwable t) {
                            await(items.closeAsync());
                            throw t;
                        }
                        await(items.closeAsync());
                        return done();
                    }
                    @Async Coroutine<Void> ifOpened(AsyncStream<Integer> s, boolean b) {
                        AsyncCursor<Integer> items = null;
                        try {
                            if (b) {
                                items = s.open();
                                use(await(items.next()));
                            }
                        } finally {
                            if (items != null) { await(items.closeAsync()); }
                        }
                        return done();
                    }
                    @Async Coroutine<Void> ifNotOpened(AsyncStream<Integer> s, boolean b) {
                        AsyncCursor<Integer> items = null;
                        try {
                            if (b) { items = s.open(); }
                        } finally {
                            if (items == null) { use("none"); } else { await(items.closeAsync()); }
                        }
                        return done();
                    }
                    @Async Coroutine<Void> boxing(AsyncStream<Integer> s) {
                        var items = s.open();
                        Integer n = 1;
                        try { use(await(items.next())); } finally { await(items.closeAsync()); }
                        use(n);
                        return done();
                    }
                    @Async Coroutine<Void> byACast(AsyncStream<Integer> s) {
                        Object items = s.open();
                        try {
                            await(((AsyncCursor<?>) items).closeAsync());
                        } catch (Throwable t) {
                            use(items);
                            throw t;
                        }
                        return done();
                    }
                    void plain(AsyncStream<Integer> s) {
                        Weft.run(s.open().closeAsync());
                    }
                    @Async Coroutine<Void> loop(AsyncStream<Integer> s) {
                        for (var x : await(s)) { use(x); }
                        return done();
                    }
                }
                """);
    }

    @Test
    void whoeverGetsItClosesIt() {
        Findings.asCommented("""
                class C {
                    AsyncCursor<Integer> field;
                    static AsyncCursor<Integer> last;
                    static Coroutine<Void> drain(String name, AsyncCursor<Integer> items, int n) { return items.closeAsync(); }
                    AsyncCursor<Integer> returned(AsyncStream<Integer> s) { return s.open(); }
                    @Async Coroutine<AsyncCursor<Integer>> result_(AsyncStream<Integer> s) { return result(s.open()); }
                    @Async Coroutine<Void> argument(AsyncStream<Integer> s) {
                        var items = s.open();
                        await(drain("x", items, 1));
                        return done();
                    }
                    void stored(AsyncStream<Integer> s) { field = s.open(); }
                    void storedInStatic(AsyncStream<Integer> s) { last = s.open(); }
                    Object[] inAnArray(AsyncStream<Integer> s) { return new Object[] {s.open()}; }
                    Supplier<Coroutine<Void>> captured(AsyncStream<Integer> s) {
                        var items = s.open();
                        return () -> items.closeAsync();
                    }
                    Supplier<Coroutine<Void>> reference(AsyncStream<Integer> s) { return s.open()::closeAsync; }
                    AsyncStream<Integer> again(AsyncStream<Integer> s) { return AsyncStream.from(s.open()); }
                }
                """);
    }

    @Test
    void taskGroups() {
        var findings = Findings.asCommented("""
                class C {
                    static Coroutine<Integer> child() { return result(1); }
                    TaskGroup field;
                    @Async Coroutine<Void> never() {
                        var group = TaskGroup.open(); // WEFT015: the task group that is opened here is not closed on every path
                        group.start(child());
                        await(group.join());
                        return done();
                    }
                    @Async Coroutine<Void> notIfItThrows() {
                        var group = TaskGroup.openSupervisor(); // WEFT015: the task group that is opened here is not closed on every path
                        group.start(child());
                        await(group.closeAsync());
                        return done();
                    }
                    @Async Coroutine<Void> closed() throws Exception {
                        try (var group = TaskGroup.open()) { group.start(child()); }
                        var group = TaskGroup.open();
                        try (AutoCloseable c = group) { group.start(child()); }
                        var another = TaskGroup.open();
                        try { another.start(child()); } finally { another.close(); }
                        return done();
                    }
                    void passedOn() { field = TaskGroup.open(); }
                }
                """);
        assertEquals(
                List.of("open it in a try-with-resources: try (var group = TaskGroup.open()) { ... }"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void permits() {
        var findings = Findings.asCommented("""
                class C {
                    static Coroutine<Integer> work() { return result(1); }
                    static void use(dev.weft.sync.Permit p) {}
                    final dev.weft.sync.AsyncLock lock = new dev.weft.sync.AsyncLock();
                    @Async Coroutine<Void> never() {
                        var permit = await(lock.acquire()); // WEFT015: the permit that is acquired here is not closed on every path
                        await(work());
                        return done();
                    }
                    @Async Coroutine<Void> dropped(dev.weft.sync.AsyncSemaphore semaphore) {
                        await(lock.acquire()); // WEFT015: the permit that is acquired here is not closed on every path
                        await(semaphore.acquire()); // WEFT015: the permit that is acquired here is not closed on every path
                        await(work());
                        return done();
                    }
                    @Async Coroutine<Void> notIfItThrows() {
                        var permit = await(lock.acquire()); // WEFT015: the permit that is acquired here is not closed on every path
                        await(work());
                        permit.close();
                        return done();
                    }
                    @Async Coroutine<Void> tried() {
                        var permit = lock.tryAcquire(); // WEFT015: the permit that is acquired here is not closed on every path
                        if (permit == null) { return done(); }
                        await(work());
                        permit.close();
                        return done();
                    }
                    @Async Coroutine<Void> closed() {
                        try (var permit = await(lock.acquire())) { await(work()); }
                        var permit = lock.tryAcquire();
                        if (permit == null) { return done(); }
                        try { await(work()); } finally { permit.close(); }
                        return done();
                    }
                    @Async Coroutine<Runnable> handedOn(dev.weft.sync.AsyncSemaphore semaphore) {
                        var permit = await(semaphore.acquire());
                        permit.handOn();
                        use(await(lock.acquire()));
                        await(semaphore.acquire()).handOn();
                        return result(() -> System.out.println());
                    }
                }
                """);
        assertEquals(
                List.of(
                        "acquire it in a try-with-resources: try (var permit = await(lock.acquire())) { ... }; where another"
                                + " task closes it, mark it with handOn()"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void theSameInCodeForOldJavaAndWithoutTables() {
        for (var options : List.of(List.of("--release", "8"), List.of("-g:none"))) {
            var findings = Findings.of(Javac.compile("""
                    class C {
                        @Async Coroutine<Void> resource(AsyncStream<Integer> s) {
                            try (AsyncCursor<Integer> items = s.open()) {
                                while (await(items.next())) { System.out.println(items.current()); }
                            }
                            return done();
                        }
                        @Async Coroutine<Void> never(AsyncStream<Integer> s) {
                            AsyncCursor<Integer> items = s.open();
                            await(items.next());
                            return done();
                        }
                    }
                    """, options.toArray(String[]::new)));
            assertEquals(
                    List.of(FindingCode.WEFT015 + " never"),
                    findings.stream()
                            .map(finding -> finding.code() + " " + finding.method())
                            .toList());
        }
    }

    @Test
    void theRemedy() {
        var finding = Findings.of(Javac.compile("""
                class C {
                    void m(AsyncStream<Integer> s) { s.open(); }
                }
                """)).get(0);
        assertEquals(
                "open it in a try-with-resources: try (var items = stream.open()) { ... }; or write"
                        + " for (var item : await(stream))",
                finding.remedy());
    }

    /** ASM gives up an analysis that takes too long. */
    @Test
    void aMethodThatIsTooLongIsNotLookedAt() {
        var blocks = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            blocks.append("if (n > ")
                    .append(i)
                    .append(") try (var items = s.get().open()) {")
                    .append("while (await(items.next())) { sum += items.current();")
                    .append("if (sum == ")
                    .append(i)
                    .append(") return result(sum); } }");
        }
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(java.util.function.Supplier<AsyncStream<Integer>> s, int n) {
                        int sum = 0;
                        %s
                        return result(sum);
                    }
                }
                """.formatted(blocks));
    }
}
