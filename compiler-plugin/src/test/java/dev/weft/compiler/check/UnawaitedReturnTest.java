package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WEFT011. */
class UnawaitedReturnTest {

    private static final String SOURCE = """
            class C {
                interface Resource extends AutoCloseable { @Override void close(); }
                static Coroutine<Integer> query(Object o) { return result(1); }
                @Async Coroutine<Integer> resource(Resource r) {
                    try (r) {
                        return query(r); // found
                    }
                }
                @Async Coroutine<Integer> conditional(boolean b) {
                    try {
                        return b ? query(1) : query(2); // found
                    } finally {
                        System.out.println();
                    }
                }
                @Async Coroutine<Integer> catchWithFinally() {
                    try {
                        return result(await(query(1)));
                    } catch (IllegalStateException e) {
                        return query(2); // found
                    } finally {
                        System.out.println();
                    }
                }
                @Async CompletableFuture<Integer> hot(CompletableFuture<Integer> f) {
                    try {
                        return f.thenApply(x -> x + 1); // found
                    } finally {
                        System.out.println();
                    }
                }
                @Async Coroutine<Integer> plainCatch() {
                    try { return query(1); } catch (IllegalStateException e) { return query(2); }
                }
                @Async Coroutine<Integer> behind() {
                    Coroutine<Integer> c;
                    try { c = query(1); } finally { System.out.println(); }
                    return c;
                }
                @Async Coroutine<Integer> done(boolean b) {
                    try {
                        return b ? result(1) : result(2);
                    } finally {
                        System.out.println();
                    }
                }
                @Async Coroutine<Integer> doneOnOnePath(boolean b) {
                    try {
                        return b ? query(1) : result(2); // found
                    } finally {
                        System.out.println();
                    }
                }
                @Async Coroutine<Integer> doneOnTheOther(int i) {
                    try {
                        return i > 2 ? result(1) : i > 1 ? query(2) : result(3); // found
                    } finally {
                        System.out.println();
                    }
                }
                @Async Coroutine<Integer> doneOrThrown(int i) {
                    try {
                        return switch (i) {
                            case 1 -> result(1);
                            case 2 -> i > 5 ? failed(new Exception()) : result(2);
                            default -> throw new IllegalStateException();
                        };
                    } finally {
                        System.out.println();
                    }
                }
                @Async @Allow("WEFT008") Coroutine<Integer> parameter(boolean b, Coroutine<Integer> c) {
                    try {
                        c = query(1);
                    } finally {
                        return c;
                    }
                }
                @Async @Allow("WEFT008") static Coroutine<Integer> parameterOfStatic(Coroutine<Integer> c) {
                    try {
                        c = query(1);
                    } finally {
                        return c;
                    }
                }
                @Async Coroutine<Integer> failedAlready() {
                    try { return failed(new Exception()); } finally { System.out.println(); }
                }
                @Async Coroutine<Integer> monitor() {
                    synchronized (this) { return query(1); }
                }
            }
            """;

    @Test
    void onlyWithoutTablesOfLocalVariablesAndAFinallyBetween() {
        var lines = SOURCE.lines().toList();
        var expected = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("// found")) {
                expected.add(i + 1);
            }
        }
        var found = Findings.of(Javac.compile(SOURCE, "-g:source,lines")).stream()
                .filter(finding -> finding.code() == FindingCode.WEFT011)
                .map(finding -> finding.line())
                .toList();
        assertEquals(expected, found);
    }

    @Test
    void noFindingWhereTheTablesTell() {
        assertEquals(List.of(), Findings.of(Javac.compile(SOURCE)));
    }

    @Test
    void theMessageSaysWhy() {
        var finding = Findings.of(Javac.compile("""
                class C {
                    @Async static Coroutine<Integer> m(Coroutine<Integer> c) {
                        try { return c; } finally { System.out.println(); }
                    }
                }
                """, "-g:none")).get(0);
        assertEquals(
                "what may be returned from inside a try here runs after finally and close(), and no catch sees its"
                        + " failure: the class has no table of local variables",
                finding.message());
    }

    @Test
    void streams() {
        var findings = Findings.of(Javac.compile("""
                class C {
                    static AsyncStream<Integer> query(Object o) { return AsyncStream.of(1); }
                    @Async AsyncStream<Integer> found() {
                        try {
                            return query(1);
                        } finally {
                            System.out.println();
                        }
                    }
                    @Async AsyncStream<Integer> ended() {
                        try { return end(); } finally { System.out.println(); }
                    }
                }
                """, "-g:source,lines"));
        assertEquals(
                List.of("5 WEFT011"),
                findings.stream()
                        .map(finding -> finding.line() + " " + finding.code())
                        .toList());
        assertEquals(
                "write emitAll(...), and return end(); or compile with -g",
                findings.get(0).remedy());
    }
}
