package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT007. */
class BlockingCallTest {

    @Test
    void entryMethods() {
        Findings.asCommented("""
                class C {
                    @interface Kept {}
                    @Entry @interface Program {}
                    interface I { @Entry default void inherited() {} }
                    static class B implements I { @Program public void m(int i) {} @Entry static void s() {} void plain() {} }
                    static class D extends B { void m() {} }
                    static class Overrides extends B { @Kept @Override public void m(int i) {} }
                    interface J { @Entry default void m(int i) {} }
                    static class Both extends Overrides implements J {}
                    @Async static Coroutine<Void> async(B b, D d, Overrides o, Both both) {
                        b.m(1); // WEFT007: 'C.B.m' blocks the thread, which other tasks share
                        d.m(1); // WEFT007: 'C.D.m' blocks the thread, which other tasks share
                        D.s(); // WEFT007: 'C.D.s' blocks the thread, which other tasks share
                        d.inherited(); // WEFT007: 'C.D.inherited' blocks the thread, which other tasks share
                        b.plain();
                        d.m();
                        o.m(1);
                        both.m(1);
                        return done();
                    }
                    @Entry static void main(String[] args) {
                        if (args.length > 0) {
                            main(new String[0]); // WEFT007: 'C.main' blocks the thread, which other tasks share
                        }
                    }
                    static void ordinary(B b) {
                        b.m(1);
                    }
                }
                """);
    }

    @Test
    void whatTheListNames() {
        Findings.asCommented("""
                import java.util.concurrent.locks.Condition;
                import java.net.http.*;
                class C {
                    @Async static Coroutine<Void> threads(Thread thread, Object lock, Process process) throws Exception {
                        Thread.sleep(1); // WEFT007: 'Thread.sleep' blocks the thread, which other tasks share
                        TimeUnit.DAYS.sleep(1); // WEFT007: 'TimeUnit.sleep' blocks the thread, which other tasks share
                        thread.join(); // WEFT007: 'Thread.join' blocks the thread, which other tasks share
                        lock.wait(); // WEFT007: 'Object.wait' blocks the thread, which other tasks share
                        process.waitFor(); // WEFT007: 'Process.waitFor' blocks the thread, which other tasks share
                        return done();
                    }
                    @Async static Coroutine<Void> futures(Future<?> f, CompletableFuture<?> c, Task<?> t) throws Exception {
                        f.get(1, TimeUnit.DAYS); // WEFT007: 'Future.get' blocks the thread, which other tasks share
                        c.get(); // WEFT007: 'CompletableFuture.get' blocks the thread, which other tasks share
                        c.join(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        t.get(); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                        return done();
                    }
                    @Async static Coroutine<Void> sync(CountDownLatch l, CyclicBarrier b, Condition c, Semaphore s,
                            BlockingQueue<Integer> q) throws Exception {
                        l.await(); // WEFT007: 'CountDownLatch.await' blocks the thread, which other tasks share
                        b.await(); // WEFT007: 'CyclicBarrier.await' blocks the thread, which other tasks share
                        c.await(1, TimeUnit.DAYS); // WEFT007: 'Condition.await' blocks the thread, which other tasks share
                        c.awaitNanos(1); // WEFT007: 'Condition.awaitNanos' blocks the thread, which other tasks share
                        s.acquire(2); // WEFT007: 'Semaphore.acquire' blocks the thread, which other tasks share
                        q.put(1); // WEFT007: 'BlockingQueue.put' blocks the thread, which other tasks share
                        q.take(); // WEFT007: 'BlockingQueue.take' blocks the thread, which other tasks share
                        return done();
                    }
                    @Async static Coroutine<Void> executors(ExecutorService e, List<Callable<Integer>> all) throws Exception {
                        e.invokeAll(all); // WEFT007: 'ExecutorService.invokeAll' blocks the thread, which other tasks share
                        e.invokeAny(all); // WEFT007: 'ExecutorService.invokeAny' blocks the thread, which other tasks share
                        e.awaitTermination(1, TimeUnit.DAYS); // WEFT007: 'ExecutorService.awaitTermination' blocks the thread, which other tasks share
                        return done();
                    }
                    @Async static CompletableFuture<Void> loops(HttpClient http, HttpRequest r, EventLoop l) throws Exception {
                        http.send(r, HttpResponse.BodyHandlers.ofString()); // WEFT007: 'HttpClient.send' blocks the thread, which other tasks share
                        Weft.run(done()); // WEFT007: 'Weft.run' blocks the thread, which other tasks share
                        l.runUntilComplete(done()); // WEFT007: 'EventLoop.runUntilComplete' blocks the thread, which other tasks share
                        return CompletableFuture.completedFuture(null);
                    }
                }
                """);
    }

    @Test
    void subtypesToo() {
        Findings.asCommented("""
                class C {
                    static class Own extends Semaphore { Own() { super(1); } }
                    @Async Coroutine<Void> m(FutureTask<?> t, ArrayBlockingQueue<?> q, ForkJoinPool p, LinkedTransferQueue<Integer> l,
                            ForkJoinTask<?> f, C c) throws Exception {
                        t.get(); // WEFT007: 'FutureTask.get' blocks the thread, which other tasks share
                        q.take(); // WEFT007: 'ArrayBlockingQueue.take' blocks the thread, which other tasks share
                        p.awaitTermination(1, TimeUnit.DAYS); // WEFT007: 'ForkJoinPool.awaitTermination' blocks the thread, which other tasks share
                        l.transfer(1); // WEFT007: 'LinkedTransferQueue.transfer' blocks the thread, which other tasks share
                        f.join(); // WEFT007: 'ForkJoinTask.join' blocks the thread, which other tasks share
                        new Own().acquire(); // WEFT007: 'C.Own.acquire' blocks the thread, which other tasks share
                        c.wait(5); // WEFT007: 'Object.wait' blocks the thread, which other tasks share
                        return done();
                    }
                }
                """);
    }

    @Test
    void onlyInWovenCode() {
        Findings.asCommented("""
                class C {
                    void plain() throws Exception { Thread.sleep(1); }
                    @Async Coroutine<Integer> m(CompletableFuture<Integer> f) {
                        AsyncCallable<Integer> woven = () -> {
                            await(f);
                            Thread.sleep(1); // WEFT007: 'Thread.sleep' blocks the thread, which other tasks share
                            return done(null);
                        };
                        return result(await(blocking(() -> { Thread.sleep(1); return f.join(); })));
                    }
                    static Coroutine<Integer> done(Integer i) { return result(i); }
                }
                """);
    }

    @Test
    void futuresThatAreDoneInOtherWays() {
        Findings.asCommented("""
                import java.util.List;
                class C {
                    @Async static Coroutine<Integer> m(CompletableFuture<Integer> f, List<CompletableFuture<Integer>> l) {
                        var all = CompletableFuture.allOf(l.toArray(new CompletableFuture[0]));
                        l.get(0).join(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        await(all);
                        l.get(0).join();
                        try {
                            await(f);
                        } catch (RuntimeException e) {
                            return result(f.isCompletedExceptionally() ? 0 : f.join());
                        }
                        return result(f.join());
                    }
                    @Async static Coroutine<Integer> late(CompletableFuture<Integer> f) {
                        try {
                            System.out.println();
                            await(f);
                        } catch (RuntimeException e) {
                            f.join(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        }
                        return result(1);
                    }
                    @Async static Coroutine<Long> each(List<CompletableFuture<Integer>> l) {
                        for (var f : l) {
                            await(f);
                        }
                        return result(l.stream().map(CompletableFuture::join).count());
                    }
                }
                """);
    }

    @Test
    void whatOnlyLooksLikeIt() {
        Findings.asCommented("""
                class C {
                    interface Cache { Object get(); Object get(long l, TimeUnit u); void put(Object o); Object take(); void join(); }
                    @Async Coroutine<Void> m(Cache c, Map<String, String> map, Supplier<String> s, Task<?> t, List<String> l,
                            Semaphore p, BlockingQueue<Integer> q, CompletableFuture<Integer> f) {
                        c.get(); c.get(1, TimeUnit.DAYS); c.put(c.take()); c.join();
                        map.get(""); s.get(); t.resultNow(); l.get(0); p.tryAcquire(); q.poll(); q.offer(1);
                        String.join(",", l); f.getNow(1);
                        Runnable r = () -> f.join();
                        return done();
                    }
                }
                """);
    }

    @Test
    void aFutureThatIsDoneDoesNotBlock() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> awaited(CompletableFuture<Integer> a, CompletableFuture<Integer> b, Task<Integer> t)
                            throws Exception {
                        await(CompletableFuture.allOf(a, b));
                        await(t);
                        return result(a.join() + b.get() + t.get());
                    }
                    @Async Coroutine<Integer> tested(Future<Integer> f, CompletableFuture<Integer> g) throws Exception {
                        int sum = f.isDone() ? f.get() : 0;
                        if (!g.isDone()) {
                            sum += g.join(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        } else {
                            sum += g.join();
                        }
                        if (f.isDone() && sum > 0) { sum += f.get(); }
                        while (!f.isDone()) { await(sleep(null)); }
                        return result(sum + f.get());
                    }
                    @Async Coroutine<Integer> notOnEveryPath(CompletableFuture<Integer> a, boolean b) {
                        if (b) { await(a); }
                        return result(a.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                    }
                    @Async Coroutine<Integer> anotherByThen(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
                        await(a);
                        a = b;
                        return result(a.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                    }
                    @Async Coroutine<Integer> theAwaitFailed(CompletableFuture<Integer> a) {
                        try {
                            await(a);
                        } catch (RuntimeException e) {
                            return result(a.join()); // it has failed, too
                        }
                        return result(a.join());
                    }
                }
                """);
    }

    @Test
    void usersNameTheirOwn() {
        var classes = Javac.compile("""
                class C {
                    interface Client { void call(); void cast(); }
                    static class Own implements Client { public void call() {} public void cast() {} }
                    @Async Coroutine<Void> m(Own own, Scanner scanner) {
                        own.call();
                        own.cast();
                        scanner.next();
                        return done();
                    }
                }
                """);
        var policy = FindingPolicy.DEFAULT.withBlocking(List.of("C$Client#call", "java.util.Scanner#*"));
        assertEquals(
                List.of(5, 7),
                Findings.of(classes, policy).stream().map(Finding::line).toList());
    }

    @Test
    void whatAllOfWasAwaitedForIsDone() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> list(List<CompletableFuture<Integer>> futures, List<CompletableFuture<Integer>> others) {
                        await(CompletableFuture.allOf(futures.toArray(new CompletableFuture[0])));
                        int sum = 0;
                        for (var f : futures) { sum += f.join(); }
                        for (int i = 0; i < futures.size(); i++) { sum += futures.get(i).join(); }
                        for (var f : others) { sum += f.join(); } // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(sum + futures.get(0).join());
                    }
                    @Async Coroutine<Integer> reference(List<CompletableFuture<Integer>> futures) {
                        await(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
                        int sum = 0;
                        for (CompletableFuture<Integer> f : futures) { sum += f.join(); }
                        futures = new ArrayList<>();
                        for (CompletableFuture<Integer> f : futures) { sum += f.join(); } // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(sum);
                    }
                    @Async Coroutine<Integer> sized(Collection<CompletableFuture<Integer>> futures) throws Exception {
                        await(CompletableFuture.allOf(futures.toArray(new CompletableFuture[futures.size()])));
                        int sum = 0;
                        for (CompletableFuture<Integer> f : futures) { sum += f.get(); }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> array(CompletableFuture<Integer>[] futures) {
                        await(CompletableFuture.allOf(futures));
                        int sum = futures[0].join();
                        for (var f : futures) { sum += f.join(); }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> before(List<CompletableFuture<Integer>> futures) {
                        int sum = 0;
                        for (var f : futures) { sum += f.join(); } // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        await(CompletableFuture.allOf(futures.toArray(new CompletableFuture[0])));
                        return result(sum);
                    }
                }
                """);
    }

    @Test
    void tasksThatWereWaitedForAreDone() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> named(Task<Integer> t, Task<Integer> u, Task<Integer> v) throws Exception {
                        await(waitAll(List.of(t)));
                        int sum = t.get() + v.get(); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                        await(gather(u, v));
                        return result(sum + u.get() + v.get());
                    }
                    @Async Coroutine<Integer> several(Task<Integer> t, Task<Integer> u, Task<Integer> v) throws Exception {
                        await(waitAll(Set.of(t, u)));
                        await(waitAll(Arrays.asList(v)));
                        return result(t.get() + u.get() + v.get());
                    }
                    @Async Coroutine<Integer> list(List<Task<Integer>> tasks, List<Task<Integer>> others) throws Exception {
                        await(waitAll(tasks));
                        await(gather(others));
                        int sum = 0;
                        for (var t : tasks) { sum += t.get(); }
                        return result(sum + others.get(0).get());
                    }
                    @Async Coroutine<Integer> found(List<Task<Integer>> tasks) throws Exception {
                        var found = await(waitFirst(tasks));
                        int sum = 0;
                        for (var t : found.done()) { sum += t.get(); }
                        for (var t : found.pending()) { sum += t.get(); } // WEFT007: 'Task.get' blocks the thread, which other tasks share
                        return result(sum + found.done().iterator().next().get());
                    }
                    @Async Coroutine<Integer> onlyTheFirst(Task<Integer> t, Task<Integer> u) throws Exception {
                        await(waitFirst(List.of(t, u)));
                        await(waitAll(List.of(u), java.time.Duration.ZERO));
                        return result(u.get()); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                    }
                    @Async Coroutine<Integer> between(Task<Integer> a, Task<Integer> b) throws Exception {
                        use(new Object[] {a, await(waitAll(List.of(b)))});
                        return result(b.get() + a.get()); // WEFT007: 'Task.get' blocks the thread, which other tasks share
                    }
                    static void use(Object o) {}
                }
                """);
    }
}
