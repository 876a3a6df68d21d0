package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.Simulation.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step that is slow may pass one timer, or several. */
class SlowStepTest {
    private static final int TIMERS = 8;

    @Async
    private static Coroutine<Void> expire(int millis, List<Integer> expired) {
        await(sleep(Duration.ofMillis(millis)));
        expired.add(millis);
        return done();
    }

    @Async
    private static Coroutine<Void> work(List<Integer> expired) {
        await(sleep(Duration.ofMillis(2)));
        await(yieldNow());
        assertTrue(expired.size() < TIMERS, "slower than all timers");
        return done();
    }

    @Async
    private static Coroutine<Void> workIsInTime(Sim sim) {
        List<Integer> expired = new ArrayList<>();
        List<Task<Void>> all = new ArrayList<>();
        for (int i = 0; i < TIMERS; i++) {
            all.add(start(expire(4 + 2 * i, expired)));
        }
        all.add(start(work(expired)));
        await(gather(all));
        return done();
    }

    @Test
    void toPassManyTimersTakesFewDeviations() {
        var report = Simulation.explore(Options.defaults().withOrder(Order.TIMING), SlowStepTest::workIsInTime);
        assertTrue(report.failure().orElseThrow().deviations() <= 2, report::toString);
    }
}
