package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulations without annotations. */
class SimulationTest {
    @Test
    void oneRunIsInVirtualTimeOnAThreadOfItsOwn() {
        List<Thread> threads = new ArrayList<>();
        Simulation.run(sim -> sleepsADay(sim, threads));
        assertEquals(1, threads.size(), threads::toString);
        assertNotSame(Thread.currentThread(), threads.get(0));
    }

    @Async
    private static Coroutine<Void> sleepsADay(Sim sim, List<Thread> threads) {
        threads.add(Thread.currentThread());
        await(sleep(Duration.ofDays(1)));
        assertEquals(Duration.ofDays(1), sim.elapsed());
        return done();
    }

    @Test
    void oneRunThatFailsThrowsItsFailure() {
        AssertionError failure = assertThrows(
                AssertionError.class, () -> Simulation.run(sim -> Coroutines.failsAfter(SECOND, "no line")));
        assertEquals("java.lang.IllegalStateException: no line", failure.getMessage());
        assertSame(IllegalStateException.class, failure.getCause().getClass());
        AssertionError leak = assertThrows(AssertionError.class, () -> Simulation.run(sim -> leaks()));
        assertTrue(leak.getMessage().startsWith("a task has not ended when the test ended"), leak::getMessage);
    }

    @Async
    private static Coroutine<Void> leaks() {
        start(Coroutines.sleeps());
        return done();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void explorationsInAParameterisedTest(int tasks) {
        Report report = Simulation.explore(Options.defaults(), sim -> counts(tasks));
        Failure failure = report.failure().orElseThrow(() -> new AssertionError(report.toString()));
        assertEquals("expected: <" + tasks + "> but was: <1>", failure.thrown().getMessage());
        assertTrue(failure.replay().startsWith("w1."), failure::replay);
        assertTrue(failure.timeline().contains("deviation"), failure::timeline);
        assertTrue(failure.deviations() >= 1, failure::toString);
    }

    /** In first-in-first-out order the tasks have their turns apart; in others they overwrite each other's count. */
    @Async
    private static Coroutine<Void> counts(int tasks) {
        int[] count = {0};
        List<Coroutine<Void>> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(increments(count, 2 * i));
        }
        await(gather(all));
        assertEquals(tasks, count[0]);
        return done();
    }

    @Async
    private static Coroutine<Void> increments(int[] count, int after) {
        await(Coroutines.yields(after));
        int before = count[0];
        await(Coroutines.yields(1));
        count[0] = before + 1;
        return done();
    }

    @Test
    void theNumberOfSchedulesAndTheLimitEndIt() {
        Options many = Options.defaults().withSchedules(50);
        assertEquals(50, Simulation.explore(many, sim -> works()).schedules());
        Report first = Simulation.explore(many.withLimit(Duration.ZERO), sim -> works());
        assertEquals(new Report(1, false, java.util.Optional.empty()), first);
        Report all = Simulation.explore(many, sim -> Coroutines.yields(3));
        assertTrue(all.exhausted(), all::toString);
    }

    @Async
    private static Coroutine<Void> works() {
        await(gather(Coroutines.yields(20), Coroutines.yields(20)));
        return done();
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        Options options = Options.defaults();
        assertThrows(IllegalArgumentException.class, () -> options.withSchedules(0));
        assertThrows(IllegalArgumentException.class, () -> options.withDepth(0));
        assertThrows(
                IllegalArgumentException.class, () -> Simulation.explore(options.withReplay("w0.f:1"), sim -> works()));
        assertEquals(new Options(1_000, 1, Duration.ofSeconds(10), Order.TASKS, 3, ""), options);
        assertEquals(
                new Options(7, 8, SECOND, Order.ANY, 2, "w1."),
                options.withSchedules(7)
                        .withSeed(8)
                        .withLimit(SECOND)
                        .withOrder(Order.ANY)
                        .withDepth(2)
                        .withReplay("w1."));
    }
}
