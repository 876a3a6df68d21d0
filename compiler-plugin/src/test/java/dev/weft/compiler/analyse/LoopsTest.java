package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.normalise.Normaliser;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which awaits control may come to again. */
class LoopsTest {

    @Test
    void straightCodeAndBranches() {
        assertEquals(List.of(), inLoops("await(x(1)); if (b) await(x(2)); else await(x(3)); await(x(4));"));
    }

    @Test
    void eachLoop() {
        assertEquals(List.of(2, 4, 6, 7), inLoops("""
                        await(x(1));
                        while (b) await(x(2));
                        await(x(3));
                        do b = !b; while (await(x(4)) > 0);
                        await(x(5));
                        for (int i = 0; i < 3; i++) { await(x(6)); for (;;) { if (await(x(7)) == 0) break; } }
                        """));
    }

    @Test
    void aLoopOfOneBlock() {
        assertEquals(List.of(1), inLoops("while (true) await(x(1));"));
    }

    @Test
    void notWhatLeavesTheLoop() {
        assertEquals(List.of(1), inLoops("while (b) { await(x(1)); if (b) { await(x(2)); break; } }"));
    }

    @Test
    void exceptionsLeadBack() {
        assertEquals(List.of(1, 2), inLoops("""
                        while (true) {
                            try {
                                await(x(1));
                                break;
                            } catch (RuntimeException e) {
                                await(x(2));
                            }
                        }
                        await(x(3));
                        """));
    }

    /** A recursion that branches is not bounded by its depth. */
    @Test
    void severalCallsOfCoroutines() {
        assertEquals(List.of(1, 2), inLoops("await(result(1)); await(done());"));
        assertEquals(List.of(), inLoops("await(result(1)); if (b) return result(null);"));
        assertEquals(List.of(1), inLoops("await(result(1)); if (b) return other();"));
        assertEquals(List.of(), inLoops("await(x(1)); await(x(2)); await(result(1));"));
    }

    /** The arguments of those awaits, which are numbered in the order of the code. */
    private static List<Integer> inLoops(String body) {
        var source = """
                class C {
                    static CompletionStage<Integer> x(int n) { return CompletableFuture.completedFuture(n); }
                    static Coroutine<Void> other() { return null; }
                    @Async static Coroutine<Void> m(boolean b) {
                        %s
                        %s
                    }
                }
                """.formatted(body, body.startsWith("while (true) await") ? "" : "return done();");
        var method = Javac.compile(source).scanned("C").asyncMethods().get(0);
        var sites = Normaliser.normalise(method).sites();
        return IntStream.range(0, sites.size())
                .filter(i -> sites.get(i).counted())
                .mapToObj(i -> i + 1)
                .toList();
    }
}
