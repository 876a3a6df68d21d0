package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT007, where somebody else makes the call. */
class BlockingReferenceTest {

    @Test
    void whatCollectionsAndStreamsCallBlocks() {
        Findings.asCommented("""
                class C {
                    static CompletableFuture<Integer> load(int i) { return null; }
                    @Async Coroutine<Integer> m(List<CompletableFuture<Integer>> l, Map<String, Integer> map, CompletableFuture<Integer> f,
                            Optional<CompletableFuture<Integer>> o, BlockingQueue<Integer> q, List<Task<Integer>> tasks) {
                        l.forEach(CompletableFuture::join); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        l.stream().map(x -> x.join()).toList(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        l.stream().filter(x -> x != f).mapToInt(x -> x.join()).sum(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        List.of(1, 2).stream().map(C::load).map(CompletableFuture::join).toList(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        map.computeIfAbsent("k", k -> f.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        o.map(CompletableFuture::join); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        List.of(1).forEach(i -> C.main(i)); // WEFT007: 'C.main' blocks the thread, which other tasks share
                        Iterable<CompletableFuture<Integer>> all = l;
                        all.forEach(x -> { x.join(); }); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(1);
                    }
                    @Entry static void main(int i) {}
                }
                """);
    }

    @Test
    void whatIsDoneDoesNot() {
        Findings.asCommented("""
                class C {
                    List<CompletableFuture<Integer>> field;
                    @Async Coroutine<Object> m(List<CompletableFuture<Integer>> l, CompletableFuture<Integer>[] array, CompletableFuture<Integer> f,
                            Map<String, Integer> map) {
                        await(CompletableFuture.allOf(l.toArray(new CompletableFuture[0])));
                        await(f);
                        l.forEach(CompletableFuture::join);
                        map.computeIfAbsent("k", k -> f.join());
                        return result(l.stream().filter(x -> x != f).limit(3).map(CompletableFuture::join).toList());
                    }
                    @Async Coroutine<Object> fields() {
                        await(CompletableFuture.allOf(field.toArray(new CompletableFuture[0])));
                        return result(field.stream().map(CompletableFuture::join).toList());
                    }
                    @Async Coroutine<Object> arrays(CompletableFuture<Integer>[] array) {
                        await(CompletableFuture.allOf(array));
                        return result(Arrays.stream(array).map(CompletableFuture::join).toList());
                    }
                    @Async Coroutine<Object> tested(List<CompletableFuture<Integer>> l) {
                        await(done());
                        return result(l.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList());
                    }
                }
                """);
    }

    @Test
    void otherThreadsMayBlock() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Object> m(ExecutorService e, CompletableFuture<Integer> f, List<CompletableFuture<Integer>> l) {
                        e.submit(() -> f.join());
                        e.execute(f::join);
                        CompletableFuture.supplyAsync(() -> f.join());
                        f.thenApply(x -> f.join());
                        new Thread(f::join);
                        Runnable r = () -> f.join();
                        Function<CompletableFuture<Integer>, Integer> g = CompletableFuture::join;
                        use(CompletableFuture::join);
                        l.forEach(x -> { if (x.isDone()) { x.join(); } });
                        await(blocking(() -> f.join()));
                        await(blocking(() -> l.stream().map(CompletableFuture::join).toList()));
                        return result(g);
                    }
                    static void use(Function<CompletableFuture<Integer>, Integer> f) {}
                    static void plain(List<CompletableFuture<Integer>> l) { l.forEach(CompletableFuture::join); }
                }
                """);
    }

    @Test
    void whereTheElementsComeFrom() {
        Findings.asCommented("""
                class C {
                    static CompletableFuture<Integer> load(int i) { return null; }
                    @Async Coroutine<Object> all(List<CompletableFuture<Integer>> l, CompletableFuture<Integer> f, Object o) {
                        await(CompletableFuture.allOf(l.toArray(new CompletableFuture[0])));
                        return result(l.stream().filter(x -> x != f && x != o).skip(1).limit(3).map(CompletableFuture::join).toList());
                    }
                    @Async Coroutine<Object> each(List<CompletableFuture<Integer>> l, List<CompletableFuture<Integer>> others) {
                        for (var f : l) { await(f); }
                        l.stream().limit(3).map(CompletableFuture::join).toList();
                        others.stream().limit(3).map(CompletableFuture::join).toList(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(1);
                    }
                    @Async Coroutine<Object> ofAnother(List<CompletableFuture<Integer>> l, Stream<CompletableFuture<Integer>> s,
                            CompletableFuture<Integer> f) {
                        await(CompletableFuture.allOf(l.toArray(new CompletableFuture[0])));
                        s.filter(x -> x != f).map(CompletableFuture::join).toList(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(1);
                    }
                    @Async Coroutine<Object> fresh(CompletableFuture<Integer> f) {
                        await(f);
                        List.of(1, 2).stream().map(C::load).map(CompletableFuture::join).toList(); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(1);
                    }
                    @Async Coroutine<Object> keyed(Map<String, CompletableFuture<Object>> map, int i) {
                        map.computeIfPresent("k" + i, (k, x) -> (CompletableFuture<Object>) x.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        return result(1);
                    }
                }
                """.replace("Stream<", "java.util.stream.Stream<"));
    }

    @Test
    void lambdasThatDoNothingElse() {
        Findings.asCommented("""
                class C {
                    static final CompletableFuture<Integer> CONSTANT = null;
                    final CompletableFuture<Integer> own = null;
                    static int joined(CompletableFuture<Integer> f) { return f.join(); }
                    @Async Coroutine<Integer> m(List<CompletableFuture<Integer>> l, List<C> all) {
                        all.forEach(c -> c.own.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        all.forEach(c -> CONSTANT.join()); // WEFT007: 'CompletableFuture.join' blocks the thread, which other tasks share
                        l.stream().map(x -> x == null ? 0 : x.join()).toList();
                        l.stream().map(C::joined).toList();
                        ((Comparator<CompletableFuture<Integer>>) (a, b) -> a.join()).reversed();
                        return result(1);
                    }
                }
                """);
    }

    @Test
    void numbersAreBoxedAndDropped() {
        var classes = Javac.compile("""
                class C {
                    static long count(int i) { return i; }
                    @Async Coroutine<Integer> m(List<Integer> l) {
                        l.forEach(i -> { count(i); });
                        l.stream().map(i -> count(i)).toList();
                        return result(1);
                    }
                }
                """);
        var policy = FindingPolicy.DEFAULT.withBlocking(List.of("C#count"));
        assertEquals(
                List.of(4, 5),
                Findings.of(classes, policy).stream().map(Finding::line).toList());
    }
}
