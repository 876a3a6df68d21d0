package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a suspension clears: reference fields that an earlier one, or the start, may have filled. */
class StaleFieldsTest {

    @Test
    void whatAnEarlierSuspensionSavedAndThisOneDoesNot() {
        var plan = Plans.of("""
                @Async static Coroutine<Integer> m(Coroutine<String> c) {
                    Object big = new Object();
                    await(c);
                    int hash = big.hashCode();
                    await(c);
                    return result(hash);
                }
                """);
        assertEquals(List.of(), stale(plan, 1));
        assertEquals(List.of("L0", "L1"), stale(plan, 2));
        assertEquals(List.of(), names(plan.points().get(0).saved().staleInParameters()));
        assertEquals(List.of("L0"), names(plan.points().get(1).saved().staleInParameters()));
    }

    @Test
    void onEveryPathThatLeadsThere() {
        var plan = Plans.of("""
                @Async static Coroutine<Integer> m(Coroutine<String> c, boolean b) {
                    int hash = 0;
                    if (b) {
                        Object big = new Object();
                        await(c);
                        hash = big.hashCode();
                    }
                    await(c);
                    return result(hash);
                }
                """);
        assertEquals(List.of("L0", "L3"), stale(plan, 2));
    }

    @Test
    void aroundALoop() {
        var plan = Plans.of("""
                @Async static Coroutine<Integer> m(Coroutine<String> c) {
                    int hash = 0;
                    for (int i = 0; i < 3; i++) {
                        await(c);
                        Object big = new Object();
                        await(c);
                        hash += big.hashCode();
                    }
                    return result(hash);
                }
                """);
        assertEquals(List.of("L3"), stale(plan, 1));
        assertEquals(List.of(), stale(plan, 2));
    }

    @Test
    void intoAHandler() {
        var plan = Plans.of("""
                @Async static Coroutine<Integer> m(Coroutine<String> c) {
                    try {
                        Object big = new Object();
                        await(c);
                        return result(big.hashCode());
                    } catch (RuntimeException e) {
                        await(c);
                        return result(0);
                    }
                }
                """);
        assertEquals(List.of("L0", "L1"), stale(plan, 2));
    }

    @Test
    void operandsToo() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, String a) {
                    String s = a.concat(await(c));
                    await(c);
                    return result(s);
                }
                """);
        assertEquals(List.of("L0", "L1", "s0"), stale(plan, 2));
    }

    @Test
    void primitivesKeepNothingAlive() {
        var plan = Plans.of("""
                @Async static Coroutine<Integer> m(int a, long b, Coroutine<String> c) {
                    await(c);
                    return result(1);
                }
                """);
        assertEquals(List.of("L3"), stale(plan, 1));
    }

    private static List<String> stale(MethodPlan plan, int state) {
        return names(plan.points().get(state - 1).saved().stale());
    }

    private static List<String> names(List<FrameField> fields) {
        return fields.stream().map(FrameField::name).sorted().toList();
    }
}
