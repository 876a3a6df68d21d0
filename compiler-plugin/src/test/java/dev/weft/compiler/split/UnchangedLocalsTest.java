package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the resume entry need not save again, since the frame still has it. */
class UnchangedLocalsTest {

    @Test
    void nothingAtAnAwaitThatOnlyTheStartReaches() {
        var plan = Plans.of("""
                @Async static Coroutine<Object> m(Coroutine<String> c, Object kept) {
                    await(c);
                    return result(kept);
                }
                """);
        assertEquals(List.of(), kept(plan, 1));
        assertEquals(List.of("L1"), saved(plan, 1));
    }

    @Test
    void everyKindThatIsNotStoredToAgain() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, int i, float f, long j, double d, Object o) {
                    await(c);
                    await(c);
                    return result("" + i + f + j + d + o);
                }
                """);
        assertEquals(List.of("I1", "F2", "J3", "D5", "L7"), kept(plan, 2));
        assertEquals(List.of("L0", "I1", "F2", "J3", "D5", "L7"), saved(plan, 1));
    }

    @Test
    void aStoreOrAnIncrementEndsIt() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, int i, long j, String s, int same) {
                    await(c);
                    i++;
                    j += i;
                    s = "x";
                    await(c);
                    return result("" + i + j + s + same);
                }
                """);
        assertEquals(List.of("I5"), kept(plan, 2));
        assertEquals(List.of("I1", "J2", "L4", "I5"), saved(plan, 2));
    }

    @Test
    void aStoreOnOnePathOfTwoEndsIt() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, boolean b, String s, String same) {
                    await(c);
                    if (b) {
                        s = "x";
                    }
                    await(c);
                    return result(s + same);
                }
                """);
        assertEquals(List.of("I1", "L3"), kept(plan, 2));
    }

    @Test
    void aStoreThatOnlyTheStartReachesDoesNot() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, boolean b, String s) {
                    if (b) {
                        await(c);
                    } else {
                        s = "x";
                    }
                    await(c);
                    return result(s);
                }
                """);
        assertEquals(List.of("I1", "L2"), kept(plan, 2));
    }

    @Test
    void aroundALoop() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, String same) {
                    String last = "";
                    for (int i = 0; i < 3; i++) {
                        await(c);
                        last += i;
                    }
                    return result(same + last);
                }
                """);
        assertEquals(List.of("L0", "L1"), kept(plan, 1));
        assertEquals(List.of("L0", "L1", "L2", "I3"), saved(plan, 1));
    }

    @Test
    void anAwaitMayHaveItsValueAtOnceSoItEndsNothing() {
        var plan = Plans.of("""
                @Async static Coroutine<Integer> m(Coroutine<String> c, int sum, int n) {
                    while (n != 0) {
                        await(c);
                        for (int i = 0; i < 3; i++) {
                            sum += i;
                            await(c);
                        }
                        await(c);
                    }
                    return result(sum);
                }
                """);
        for (int state = 1; state <= 3; state++) {
            assertEquals(List.of("L0", "I2"), kept(plan, state));
        }
    }

    @Test
    void aHandlerHoldsWhatNoInstructionOfTheTryHasChanged() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, String s, String same) {
                    try {
                        await(c);
                        s = s.trim();
                        s.length();
                    } catch (RuntimeException e) {
                        await(c);
                    }
                    return result(s + same);
                }
                """);
        assertEquals(List.of("L2"), kept(plan, 2));
        assertEquals(List.of("L1", "L2"), saved(plan, 2));
    }

    @Test
    void theFailureOfAnAwaitFindsWhatItSaved() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, String s) {
                    s = s.trim();
                    try {
                        await(c);
                    } catch (RuntimeException e) {
                        await(c);
                    }
                    return result(s);
                }
                """);
        assertEquals(List.of("L1"), kept(plan, 2));
    }

    @Test
    void aFieldOfAnotherTypeIsAnotherField() {
        var plan = Plans.of("""
                @Async static Coroutine<Object> m(Coroutine<String> c, boolean b) {
                    Object o = "x";
                    await(c);
                    if (b) {
                        c.toString();
                    }
                    await(c);
                    return result(o);
                }
                """);
        assertEquals(List.of("L0", "I1", "L2"), saved(plan, 1));
        assertEquals(List.of("I1", "L2_1"), saved(plan, 2));
        assertEquals(List.of("I1"), kept(plan, 2));
    }

    @Test
    void aSlotThatSeveralVariablesShareIsStoredToByEach() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c) {
                    String r = "";
                    { String a = "a"; await(c); r += a; await(c); r += a; }
                    { String b = "b"; await(c); r += b; }
                    return result(r);
                }
                """);
        assertEquals(List.of("L0", "L2"), kept(plan, 2));
        assertEquals(List.of(), kept(plan, 3));
        assertEquals(List.of("L1", "L2"), saved(plan, 3));
    }

    private static List<String> kept(MethodPlan plan, int state) {
        var point = plan.points().get(state - 1);
        return names(point.saved().locals().stream()
                .filter(spill -> !point.saved().changed().contains(spill))
                .toList());
    }

    private static List<String> saved(MethodPlan plan, int state) {
        return names(plan.points().get(state - 1).saved().locals());
    }

    private static List<String> names(List<Spill> spills) {
        return spills.stream().map(spill -> spill.field().name()).toList();
    }
}
