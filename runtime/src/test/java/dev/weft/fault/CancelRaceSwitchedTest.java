package dev.weft.fault;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hot call is cancelled once, or its limit is over, while what it awaits completes: it gets one error, whatever the order.
 * All runs are made in which each of the two threads is interrupted once, at any of its accesses to the call's state. The
 * normal build takes every fourth access of the first thread; {@code -Dweft.fault.stride=1} takes all.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CancelRaceSwitchedTest {
    private static final int STRIDE = Integer.getInteger("weft.fault.stride", 4);

    @ParameterizedTest
    @EnumSource
    void oneCancelIsOneError(CancelRace.Source source) throws ReflectiveOperationException {
        runAll(CancelRace.class, source.name());
    }

    @ParameterizedTest
    @EnumSource
    void aLimitIsOverOnceOrNotAtAll(LimitRace.Kind kind) throws ReflectiveOperationException {
        runAll(LimitRace.class, kind.name());
    }

    @ParameterizedTest
    @EnumSource
    void aWaitThatIsTakenOverWakesTheOtherOne(TakenOverRace.Order order) throws ReflectiveOperationException {
        runAll(TakenOverRace.class, order.name());
    }

    @SuppressWarnings("unchecked")
    private static void runAll(Class<?> type, String name) throws ReflectiveOperationException {
        Object race = new InstrumentedRuntime()
                .loadClass(type.getName())
                .getConstructor(String.class)
                .newInstance(name);
        BiFunction<Integer, Integer, String> run = (BiFunction<Integer, Integer, String>) race;
        int[] passed = (int[]) race.getClass().getField("passed").get(race);
        int runs = 0;
        int most = 0;
        for (int a = 0; a <= most; a += STRIDE) {
            int mostOfSecond = 0;
            for (int b = 0; b <= mostOfSecond; b++) {
                String wrong = run.apply(a, b);
                assertNull(wrong, "switched at access " + a + " and " + b);
                most = Math.max(most, passed[0]);
                mostOfSecond = Math.max(mostOfSecond, passed[1]);
                runs++;
            }
        }
        assertTrue(runs > 50, runs + " runs");
    }
}
