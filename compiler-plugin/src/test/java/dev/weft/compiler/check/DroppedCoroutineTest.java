package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT006. */
class DroppedCoroutineTest {

    private static final String REMEDY =
            "await it, or start it as a task with start(...); ordinary code hands it to Weft.run(...)";
    private static final String REMEDY_FOR_LAMBDAS =
            "use an interface that returns it, as AsyncCallable, or start it as a task inside";

    @Test
    void aResultThatIsNotUsed() {
        var findings = Findings.asCommented("""
                class C {
                    Coroutine<Void> save() { return done(); }
                    static Coroutine<Void> flush(int i) { return done(); }
                    void plain(C c, TaskGroup group) {
                        save(); // WEFT006: the coroutine of 'save' is dropped: it never runs
                        C.flush(1); // WEFT006: the coroutine of 'flush' is dropped: it never runs
                        group.join(); // WEFT006: the coroutine of 'join' is dropped: it never runs
                        for (int i = 0; i < 3; flush(i++)) { // WEFT006: the coroutine of 'flush' is dropped: it never runs
                            System.out.println();
                        }
                        start(save());
                        Weft.run(save());
                    }
                    @Async Coroutine<Void> woven() {
                        sleep(null); // WEFT006: the coroutine of 'sleep' is dropped: it never runs
                        await(save());
                        return save();
                    }
                    Callable<Integer> lambda = () -> {
                        save(); // WEFT006: the coroutine of 'save' is dropped: it never runs
                        return 1;
                    };
                }
                """);
        findings.forEach(finding -> assertEquals(REMEDY, finding.remedy()));
    }

    @Test
    void aVariableThatNobodyReads() {
        Findings.asCommented("""
                class C {
                    Coroutine<Void> save() { return done(); }
                    void never() {
                        var a = save(); // WEFT006: the coroutine of 'save' is kept in a variable that nobody reads: it never runs
                        System.out.println();
                    }
                    void sameSlotAgain(boolean b) {
                        {
                            var a = save(); // WEFT006: the coroutine of 'save' is kept in a variable that nobody reads: it never runs
                        }
                        Object other = b ? "x" : "y";
                        System.out.println(other);
                    }
                    void overwritten() {
                        var a = save(); // WEFT006: the coroutine of 'save' is kept in a variable that nobody reads: it never runs
                        a = save();
                        start(a);
                    }
                    void sometimes(boolean b) {
                        var a = save();
                        if (b) { start(a); }
                    }
                    void inAHandler(boolean b) {
                        var a = done();
                        try {
                            a = save();
                            System.out.println();
                        } finally {
                            start(a);
                        }
                    }
                }
                """);
    }

    @Test
    void interfacesThatReturnNothing() {
        var findings = Findings.asCommented("""
                class C {
                    Coroutine<Void> save() { return done(); }
                    static Coroutine<Void> flush(String s) { return done(); }
                    void m(List<String> list, Executor executor) {
                        Runnable a = () -> save(); // WEFT006: the coroutine of 'save' is dropped: it never runs
                        Runnable b = this::save; // WEFT006: the coroutine of 'save' is dropped by Runnable.run, which returns nothing: it never runs
                        list.forEach(C::flush); // WEFT006: the coroutine of 'flush' is dropped by Consumer.accept, which returns nothing: it never runs
                        list.forEach(s -> flush(s)); // WEFT006: the coroutine of 'flush' is dropped: it never runs
                        Callable<Object> c = this::save;
                        Supplier<Coroutine<Void>> d = () -> save();
                        AsyncCallable<Void> e = this::save;
                        Function<String, Object> f = C::flush;
                        Runnable g = () -> start(save());
                    }
                }
                """);
        findings.forEach(finding -> assertEquals(REMEDY_FOR_LAMBDAS, finding.remedy()));
    }

    @Test
    void whatIsToldToMockitoIsMeant() {
        var found = Findings.of(Javac.compile(List.of("""
                package org.mockito;
                public class Mockito {
                    public static <T> T verify(T mock) { return mock; }
                    public static Stubber doReturn(Object value) { return new Stubber(); }
                    public static class Stubber { public <T> T when(T mock) { return mock; } }
                }
                """, """
                class C {
                    Coroutine<Void> save(String s) { return done(); }
                    void m(C mock, Object other, boolean b) {
                        org.mockito.Mockito.verify(mock).save(b ? "x" : "y");
                        org.mockito.Mockito.doReturn(done()).when(mock).save("z");
                        mock.save("dropped");
                        ((C) other).save("dropped");
                    }
                }
                """)));
        assertEquals(List.of(6, 7), found.stream().map(Finding::line).toList());
        found.forEach(finding -> assertEquals(FindingCode.WEFT006, finding.code()));
    }

    @Test
    void whatMustFailIsMeantToo() {
        Findings.asCommented("""
                class C {
                    interface Executable { void execute() throws Throwable; }
                    static void assertThrows(Class<?> type, Executable e) {}
                    static void assertThrows(Class<?> type, Executable e, String message) {}
                    static void assertDoesNotThrow(Executable e) {}
                    Coroutine<Void> save(String s) { return done(); }
                    void m() {
                        assertThrows(NullPointerException.class, () -> save(null));
                        assertThrows(NullPointerException.class, () -> { save(null); }, "must fail");
                        assertDoesNotThrow(() -> save("")); // WEFT006: the coroutine of 'save' is dropped: it never runs
                    }
                }
                """);
    }

    @Test
    void aResultIsNoLoss() {
        Findings.asCommented("""
                class C {
                    Runnable nothing = () -> done();
                    void m() { result(1); failed(new Exception()); } // WEFT006: the coroutine of 'failed' is dropped: it never runs
                }
                """);
    }

    @Test
    void futuresAreHotAndMayBeDropped() {
        Findings.asCommented("""
                class C {
                    CompletableFuture<Void> save() { return null; }
                    void m() {
                        save();
                        Runnable r = this::save;
                        var task = start(done());
                    }
                }
                """);
    }

    @Test
    void streams() {
        var findings = Findings.asCommented("""
                class C {
                    static AsyncStream<Integer> rows() { return AsyncStream.of(1); }
                    static void take(Supplier<AsyncStream<Integer>> s) {}
                    void plain(AsyncStream<Integer> s, Executor executor) {
                        rows(); // WEFT006: the stream of 'rows' is dropped: nothing of it runs
                        s.map(x -> x + 1); // WEFT006: the stream of 'map' is dropped: nothing of it runs
                        var kept = s.filter(x -> x > 0); // WEFT006: the stream of 'filter' is kept in a variable that nobody reads: nothing of it runs
                        executor.execute(() -> rows()); // WEFT006: the stream of 'rows' is dropped: nothing of it runs
                        executor.execute(C::rows); // WEFT006: the stream of 'rows' is dropped by Runnable.run, which returns nothing: nothing of it runs
                        s.forEach(x -> {}); // WEFT006: the coroutine of 'forEach' is dropped: it never runs
                        Weft.run(rows().toList());
                        take(C::rows);
                        end();
                    }
                    @Async AsyncStream<Integer> woven(AsyncStream<Integer> s) {
                        rows(); // WEFT006: the stream of 'rows' is dropped: nothing of it runs
                        for (var x : await(rows())) { emit(x); }
                        emitAll(rows());
                        var kept = s.map(x -> x + 1);
                        try { return kept; } finally { System.out.println(); }
                    }
                }
                """);
        var consume =
                "consume it: for (var item : await(stream)); or await(stream.forEach(...)), await(stream.toList())"
                        + " and their like, which ordinary code hands to Weft.run(...)";
        var inside = "use an interface that returns it, as Supplier, or consume it inside";
        assertEquals(
                List.of(consume, inside),
                findings.stream()
                        .filter(finding -> finding.message().startsWith("the stream"))
                        .map(finding -> finding.remedy())
                        .distinct()
                        .toList());
    }
}
