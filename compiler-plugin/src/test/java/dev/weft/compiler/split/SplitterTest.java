package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What each suspension saves, and where. */
class SplitterTest {

    @Test
    void whatIsReadLaterIsSavedWhatIsNotIsNot() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, String read, String unread) {
                    String s = await(c);
                    return result(s + read);
                }
                """);
        assertEquals("operands [], variables [L1:java/lang/String], clears [L0, L2], keeps []", Plans.state(plan, 1));
    }

    @Test
    void everyKindOfVariable() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, boolean z, char k, int i, float f, long j, double d) {
                    int[] array = {i};
                    await(c);
                    return result("" + z + k + i + f + j + d + array.length);
                }
                """);
        assertEquals(
                "operands [], variables [I1:int, I2:int, I3:int, F4:float, J5:long, D7:double, L9:[I], clears [L0], keeps []",
                Plans.state(plan, 1));
    }

    @Test
    void operandsFromTheBottom() {
        var plan = Plans.of("""
                static String f(Object a, long b, Object n, double d, Object r) { return ""; }
                @Async static Coroutine<String> m(Coroutine<String> c, long b, double d) {
                    return result(f("a", b, null, d, await(c)));
                }
                """);
        assertTrue(Plans.state(plan, 1).startsWith("operands [s0, s1, null, s3], "), () -> Plans.state(plan, 1));
        assertEquals(
                List.of("Ljava/lang/String;", "J", "D"),
                plan.fields().stream()
                        .filter(field -> field.name().startsWith("s"))
                        .map(FrameField::descriptor)
                        .toList());
    }

    @Test
    void oneVariableHasOneFieldAtEveryPoint() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, String kept) {
                    String s = await(c);
                    String t = await(c);
                    await(c);
                    return result(kept + s + t);
                }
                """);
        var fields = plan.points().stream()
                .map(point -> point.saved().locals().stream()
                        .filter(spill -> spill.slot() == 1)
                        .findFirst()
                        .orElseThrow()
                        .field())
                .toList();
        assertSame(fields.get(0), fields.get(1));
        assertSame(fields.get(1), fields.get(2));
        assertSame(fields.get(0), plan.parameters().get(1).field());
    }

    @Test
    void oneSlotWithTwoTypesHasTwoFields() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c) {
                    String r = "";
                    { Integer a = 1; await(c); r += a; }
                    { Long b = 2L; await(c); r += b; }
                    { long d = 3; await(c); r += d; }
                    return result(r);
                }
                """);
        var names = plan.fields().stream()
                .map(field -> field.name() + field.descriptor())
                .toList();
        assertTrue(names.containsAll(List.of("L2Ljava/lang/Integer;", "L2_1Ljava/lang/Long;", "J2J")), names::toString);
    }

    @Test
    void nullNeedsNoField() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c) {
                    Object nothing = null;
                    await(c);
                    return result("" + nothing);
                }
                """);
        assertEquals("operands [], variables [], clears [L0], keeps []", Plans.state(plan, 1));
    }

    @Test
    void theReceiverStaysWhereItIs() {
        var plan = Plans.of("@Async Coroutine<Object> m(Coroutine<String> c) { await(c); return result(field); }");
        assertTrue(plan.keepsReceiver(), () -> new PlanPrinter(plan).toText());
        assertFalse(plan.staticEntries(), () -> new PlanPrinter(plan).toText());
        assertEquals(1, plan.receiverSlots());
        assertEquals("operands [], variables [], clears [L1], keeps []", Plans.state(plan, 1));
    }

    @Test
    void statesAreNumberedFromOneInTheOrderOfTheCode() {
        var plan = Plans.of("""
                @Async static Coroutine<String> m(Coroutine<String> c, CompletionStage<String> s, Task<String> t) {
                    await(c);
                    await(s);
                    await(t);
                    return result("");
                }
                """);
        assertEquals(
                List.of(1, 2, 3),
                plan.points().stream().map(SuspensionPoint::state).toList());
        assertEquals(
                List.of("dev/weft/Coroutine", "java/util/concurrent/CompletionStage", "dev/weft/Awaitable"),
                plan.points().stream().map(SuspensionPoint::awaited).toList());
    }

    @Test
    void withoutAwaitThereAreParametersOnly() {
        var plan = Plans.of("@Async static Coroutine<Long> m(long a, String b) { return result(a); }");
        assertEquals(List.of(), plan.points());
        assertEquals(
                List.of("J0", "L2"),
                plan.fields().stream().map(FrameField::name).toList());
    }
}
