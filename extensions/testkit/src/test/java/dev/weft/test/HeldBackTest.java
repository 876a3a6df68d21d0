package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.Simulation.Options;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that is held back runs when nothing else is ready. */
class HeldBackTest {
    private static final int TASKS = 10;
    private static final int STEPS = 5;

    @Async
    private static Coroutine<Void> work(int number, List<Integer> ended) {
        for (int i = 0; i < STEPS; i++) {
            await(yieldNow());
        }
        ended.add(number);
        return done();
    }

    @Async
    private static Coroutine<Void> theFirstIsNotTheLast(Sim sim) {
        List<Integer> ended = new ArrayList<>();
        List<Task<Void>> all = new ArrayList<>();
        for (int number = 0; number < TASKS; number++) {
            all.add(start(work(number, ended), "task " + number));
        }
        await(waitAll(all));
        assertTrue(ended.get(TASKS - 1) != 0, "the first is the last");
        return done();
    }

    @Test
    void toComeLastIsOneDeviationHoweverManyOthersThereAre() {
        var report = Simulation.explore(Options.defaults(), HeldBackTest::theFirstIsNotTheLast);
        assertEquals(1, report.failure().orElseThrow().deviations(), report::toString);
    }
}
