package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT013. */
class StreamOutsideLoopTest {

    private static final String REMEDY = "write for (var item : await(stream)); or by hand"
            + " try (var items = stream.open()) { while (await(items.next())) use(items.current()); }";

    @Test
    void whatIsKeptOrPassedOn() {
        var findings = Findings.asCommented("""
                class C {
                    Iterable<Integer> field;
                    static int sum(Iterable<Integer> all) { return 0; }
                    @Async Coroutine<Integer> variable(AsyncStream<Integer> s) {
                        var all = await(s); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        int sum = 0;
                        for (int x : all) { sum += x; }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> argument(AsyncStream<Integer> s) {
                        return result(sum(await(s))); // WEFT013: await(stream) is not the expression of an enhanced for statement
                    }
                    @Async Coroutine<Void> stored(AsyncStream<Integer> s) {
                        field = await(s); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        return done();
                    }
                    @Async AsyncStream<Integer> dropped(AsyncStream<Integer> s) {
                        await(s); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        return end();
                    }
                    @Entry void method(AsyncStream<Integer> s) {
                        await(s).forEach(x -> System.out.println(x)); // WEFT013: await(stream) is not the expression of an enhanced for statement
                    }
                    @Async Coroutine<Integer> either(AsyncStream<Integer> s, AsyncStream<Integer> t, boolean b) {
                        int sum = 0;
                        for (int x : b
                                ? await(s) // WEFT013: await(stream) is not the expression of an enhanced for statement
                                : await(t)) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            sum += x;
                        }
                        return result(sum);
                    }
                    AsyncFunction<AsyncStream<Integer>, Iterable<Integer>> lambda() {
                        return s -> result(await(s)); // WEFT013: await(stream) is not the expression of an enhanced for statement
                    }
                }
                """);
        assertEquals(
                List.of(REMEDY + "; or, for all items at once, await(stream.toList())"),
                findings.stream().map(finding -> finding.remedy()).distinct().toList());
    }

    @Test
    void iterators() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> first(AsyncStream<Integer> s) {
                        return result(await(s).iterator().next()); // WEFT013: await(stream) is not the expression of an enhanced for statement
                    }
                    @Async Coroutine<Integer> twiceARound(AsyncStream<Integer> s) {
                        int sum = 0;
                        for (var i = await(s).iterator(); i.hasNext(); ) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            sum += i.next() * i.next();
                        }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> neverNext(AsyncStream<Integer> s) {
                        int rounds = 0;
                        for (var i = await(s).iterator(); i.hasNext(); ) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            rounds++;
                        }
                        return result(rounds);
                    }
                    @Async Coroutine<Integer> notInEveryRound(AsyncStream<Integer> s) {
                        int sum = 0;
                        for (var i = await(s).iterator(); i.hasNext(); sum++) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            if (sum > 3) { sum += i.next(); }
                        }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> nextBeforeHasNext(AsyncStream<Integer> s) {
                        int sum = 0;
                        var i = await(s).iterator(); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        do { int x = i.next(); sum += x; } while (i.hasNext());
                        return result(sum);
                    }
                    @Async Coroutine<Integer> manyARound(AsyncStream<Integer> s) {
                        int sum = 0;
                        for (var i = await(s).iterator(); i.hasNext(); ) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            do { int x = i.next(); sum += x; } while (sum < 10);
                        }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> goesOnLater(AsyncStream<Integer> s) {
                        int sum = 0;
                        var i = await(s).iterator(); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        for (int k = 0; k < 3; k++) {
                            while (i.hasNext()) {
                                int x = i.next();
                                if (x < 0) { break; }
                            }
                        }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> mayFailBefore(AsyncStream<Integer> s) {
                        int sum = 0;
                        for (var i = await(s).iterator(); i.hasNext(); ) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            try { sum += Integer.parseInt("x") + i.next(); } catch (NumberFormatException e) { sum++; }
                        }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> andMore(AsyncStream<Integer> s) {
                        int sum = 0;
                        var i = await(s).iterator(); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        while (i.hasNext() && sum < 10) { sum += i.next(); }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> passedOn(AsyncStream<Integer> s, List<Object> seen) {
                        int sum = 0;
                        for (var i = await(s).iterator(); i.hasNext(); ) { // WEFT013: await(stream) is not the expression of an enhanced for statement
                            sum += i.next();
                            seen.add(i);
                        }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> assignedAgain(AsyncStream<Integer> s, AsyncStream<Integer> t, boolean b) {
                        int sum = 0;
                        var i = await(s).iterator(); // WEFT013: await(stream) is not the expression of an enhanced for statement
                        if (b) { i = await(t).iterator(); } // WEFT013: await(stream) is not the expression of an enhanced for statement
                        while (i.hasNext()) { sum += i.next(); }
                        return result(sum);
                    }
                }
                """);
    }

    @Test
    void loopsAreNone() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> loops(AsyncStream<Integer> s, AsyncStream<Long> t, AsyncStream<Integer> u) {
                        int sum = 0;
                        outer:
                        for (int x : await(s.map(i -> i + 1))) {
                            for (Long y : await(t)) {
                                if (y > x) { continue outer; }
                                if (y > 100) { return result(sum); }
                                sum++;
                            }
                            try { sum += x; } finally { if (x > 50) { break; } }
                        }
                        for (var i = await(u).iterator(); i.hasNext(); ) { sum += i.next(); }
                        return result(sum);
                    }
                    @Async Coroutine<Integer> asksBefore(AsyncStream<Integer> s) {
                        int sum = 0;
                        for (var i = await(s).iterator(); sum < 10 && i.hasNext(); ) { sum += i.next(); }
                        return result(sum);
                    }
                    int field;
                    @Async Coroutine<List<Object>> byHand(AsyncStream<Integer> s, AsyncStream<Integer> t, AsyncStream<Integer> u) {
                        var all = new ArrayList<Object>();
                        var i = await(s).iterator();
                        System.out.println();
                        while (i.hasNext()) { all.add(i.next()); }
                        i = await(t).iterator();
                        while (i.hasNext()) { field += i.next(); }
                        i = await(u).iterator();
                        while (i.hasNext()) { all.add(new java.util.concurrent.atomic.AtomicInteger(i.next())); }
                        return result(all);
                    }
                    @Async Coroutine<Void> inATry(AsyncStream<Integer> s, AutoCloseable r) throws Exception {
                        try (r) {
                            for (var x : await(s)) { System.out.println(x); }
                        } finally {
                            for (var x : await(s)) { System.out.println(x); }
                        }
                        return done();
                    }
                    AsyncCallable<Void> lambda(AsyncStream<Integer> s) {
                        return () -> {
                            for (var x : await(s)) {}
                            return done();
                        };
                    }
                }
                """);
    }

    @Test
    void asAMethodReference() {
        var findings = Findings.asCommented("""
                class C {
                    Function<AsyncStream<Integer>, Iterable<Integer>> f = Weft::await; // WEFT013: 'await' of a stream cannot be used as a method reference
                    Function<Coroutine<Integer>, Integer> g = Weft::await; // WEFT001: 'await' cannot be used as a method reference
                }
                """);
        assertEquals(
                REMEDY + "; or, where a function is needed, AsyncStream::toList",
                findings.get(1).remedy());
    }

    @Test
    void withoutTables() {
        var findings = Findings.of(Javac.compile("""
                class C {
                    @Async Coroutine<Integer> kept(AsyncStream<Integer> s) {
                        var i = await(s).iterator();
                        return result(i.next());
                    }
                    @Async Coroutine<Void> loop(AsyncStream<Integer> s) {
                        for (var x : await(s)) {}
                        return done();
                    }
                }
                """, "-g:none"));
        assertEquals(
                List.of(FindingCode.WEFT013),
                findings.stream().map(finding -> finding.code()).toList());
        assertEquals("kept", findings.get(0).method());
    }
}
