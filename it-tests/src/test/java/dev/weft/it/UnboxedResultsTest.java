package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.abi.Unboxed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that methods of one class return to one another, without boxes where nobody sees the box. */
@Tag("jdk")
@Timeout(60)
class UnboxedResultsTest {
    /** What happens at the bottom of a chain. */
    enum Bottom {
        NUMBER,
        BOX,
        NULL,
        SUSPENDS,
        FAILS
    }

    private static final Integer BOX = new Box(4711).value;

    /** Not the box that {@code valueOf} would make. */
    private record Box(Integer value) {
        @SuppressWarnings({"deprecation", "removal", "UnnecessaryBoxedVariable"})
        Box(int value) {
            this(new Integer(value));
        }
    }

    @Async
    private static Coroutine<Integer> ints(int depth, Bottom bottom, int number) {
        if (depth > 0) {
            return result(await(ints(depth - 1, bottom, number)) + 1);
        }
        return bottom == Bottom.NUMBER ? result(number) : otherInt(bottom, number);
    }

    @Async
    private static Coroutine<Integer> otherInt(Bottom bottom, int number) {
        switch (bottom) {
            case BOX:
                return result(BOX);
            case NULL:
                return result(null);
            case SUSPENDS:
                await(yieldNow());
                return result(number);
            default:
                throw new IllegalStateException(bottom + " at " + await(ints(0, Bottom.NUMBER, number)));
        }
    }

    @Async
    private static Coroutine<Long> longs(int depth, boolean suspends, long number) {
        if (depth == 0) {
            if (suspends) {
                await(yieldNow());
            }
            return result(number);
        }
        long below = await(longs(depth - 1, suspends, number));
        return result(below + 1);
    }

    @Async
    private static Coroutine<Double> doubles(int depth, boolean suspends, double number) {
        if (depth == 0) {
            if (suspends) {
                await(yieldNow());
            }
            return result(number);
        }
        return result(0.5 + await(doubles(depth - 1, suspends, number)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 1_000_000, Integer.MIN_VALUE, Unboxed.OTHER_INT, Unboxed.OTHER_INT - 1})
    void anyInt(int number) {
        for (int depth : List.of(0, 1, 5, 300)) {
            assertEquals(number + depth, Program.run(() -> ints(depth, Bottom.NUMBER, number)));
            assertEquals(number + depth, Program.run(() -> ints(depth, Bottom.SUSPENDS, number)));
            assertEquals(number, Program.run(() -> ints(depth, Bottom.NUMBER, number - depth)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Unboxed.OTHER_LONG, Unboxed.OTHER_LONG - 1, Unboxed.OTHER_INT})
    void anyLong(long number) {
        for (int depth : List.of(0, 1, 5, 300)) {
            assertEquals(number + depth, Program.run(() -> longs(depth, false, number)));
            assertEquals(number + depth, Program.run(() -> longs(depth, true, number)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1e9, Unboxed.OTHER_DOUBLE})
    void anyDouble(double number) {
        for (int depth : List.of(0, 1, 5, 300)) {
            double sum = number;
            for (int i = 0; i < depth; i++) {
                sum = 0.5 + sum;
            }
            assertEquals((Double) sum, Program.run(() -> doubles(depth, false, number)));
            assertEquals((Double) sum, Program.run(() -> doubles(depth, true, number)));
        }
    }

    @Test
    void aBoxThatWasMadeElsewhereStaysTheSame() {
        assertSame(BOX, Program.run(() -> ints(0, Bottom.BOX, 1)));
        assertEquals(4716, Program.run(() -> ints(5, Bottom.BOX, 1)));
        assertEquals(4711 + 4711, Program.run(UnboxedResultsTest::twice));
    }

    /** Awaits the same method as an object and as a number. */
    @Async
    private static Coroutine<Integer> twice() {
        Integer box = await(ints(0, Bottom.BOX, 1));
        assertSame(BOX, box);
        int number = await(ints(0, Bottom.BOX, 1));
        return result(box + number);
    }

    @Test
    void whoIsToGiveANumberStillGetsTheBoxItself() {
        assertEquals(2 * 4711 + 1, Program.run(() -> sumOfTwo(true)));
        assertEquals(2 * 4711 + 1, Program.run(() -> sumOfTwo(false)));
        assertEquals(4711 + 4, Program.run(() -> number(5, 3)));
    }

    /** Takes both numbers out of their boxes at once, and says so to those that it calls. */
    @Async
    private static Coroutine<Integer> sumOfTwo(boolean inTail) {
        int first = await(inTail ? inTail(true) : same(1));
        int second = await(inTail(false));
        int third = await(same(1));
        return result(inTail ? third + second : first + second);
    }

    /** Awaits an object, and gives a number. */
    @Async
    private static Coroutine<Integer> same(int more) {
        Integer box = await(ints(0, Bottom.BOX, 1));
        assertSame(BOX, box);
        return result(box + more);
    }

    /** Gives what a method gives that boxes nothing. */
    @Async
    private static Coroutine<Integer> inTail(boolean one) {
        return one ? result(await(ints(0, Bottom.NUMBER, 1)) + 1) : object();
    }

    @Async
    private static Coroutine<Integer> object() {
        Integer box = await(ints(0, Bottom.BOX, 1));
        assertSame(BOX, box);
        return result(box);
    }

    /** Gives what another method gives, which gives numbers, too. */
    @Async
    private static Coroutine<Integer> number(int depth, int more) {
        if (depth == 0) {
            return same(0);
        }
        return depth == 1 ? number(0, 0) : result(await(number(depth - 1, more)) + (depth == 2 ? more - 2 : 1));
    }

    @Test
    void nullIsTakenOutOfItsBoxByTheCaller() {
        assertNull(Program.run(() -> ints(0, Bottom.NULL, 1)));
        assertEquals("awaits null", Program.run(UnboxedResultsTest::catchesNull));
    }

    @Async
    private static Coroutine<String> catchesNull() {
        try {
            int number = await(ints(0, Bottom.NULL, 1));
            return result("got " + number);
        } catch (NullPointerException expected) {
            assertEquals("catchesNull", expected.getStackTrace()[0].getMethodName());
            return result("awaits null");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NUMBER", "BOX", "SUSPENDS"})
    void operandsAndVariablesStay(Bottom bottom) {
        int number = bottom == Bottom.BOX ? 4711 : 100;
        long sum = 7 + 300 * (number + 1L);
        assertEquals("a1 " + number + " " + (number + 2) + " 2.5 " + sum, Program.run(() -> sums(bottom)));
    }

    @Async
    private static Coroutine<String> sums(Bottom bottom) {
        long sum = 7;
        String text = "a" + 1 + " " + await(ints(0, bottom, 100)) + " " + (2 + await(ints(0, bottom, 100))) + " ";
        double half = await(doubles(1, bottom == Bottom.SUSPENDS, 2));
        for (int i = 0; i < 300; i++) {
            sum += await(ints(1, bottom, 100));
        }
        return result(text + half + " " + sum);
    }

    @Test
    void failuresPass() {
        var failure = assertThrows(IllegalStateException.class, () -> Program.run(() -> ints(3, Bottom.FAILS, 12)));
        assertEquals("FAILS at 12", failure.getMessage());
        assertEquals(
                List.of("otherInt", "ints", "ints", "ints", "ints"),
                Arrays.stream(failure.getStackTrace())
                        .filter(element -> element.getClassName().equals(UnboxedResultsTest.class.getName()))
                        .map(StackTraceElement::getMethodName)
                        .limit(5)
                        .toList());
    }
}
