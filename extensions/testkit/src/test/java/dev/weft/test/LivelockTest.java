package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run that goes on and on without time passing fails, or becomes fair. */
class LivelockTest {
    @Test
    void oneRunAfterSoManySteps() {
        Ran.of(Once.class)
                .says(
                        "LIVELOCK: 2000 steps without time passing\nof the last 1000 steps:\n  ",
                        " of task hamster\n  ",
                        " of task snail\n",
                        "(T) hamster",
                        "(T) snail");
    }

    static class Once {
        @WeftTest(steps = 2_000)
        void test() {
            var hamster = start(Coroutines.spins(), "hamster");
            var snail = start(crawls(), "snail");
            await(gather(hamster, snail));
        }

        /** Every second step is a callback's. */
        @Async
        private static Coroutine<Void> crawls() {
            while (true) {
                await(yieldNow());
                EventLoop.running().execute(() -> {});
                await(yieldNow());
            }
        }
    }

    @Test
    void anExplorationAfterTenTimesAsMany() {
        Ran.of(Explored.class)
                .says("LIVELOCK: 1000 steps without time passing", "fails first in, first out", " of task hamster");
    }

    static class Explored {
        @Explore(steps = 100)
        void test() {
            await(start(Coroutines.spins(), "hamster"));
        }
    }

    @Test
    void stepsAreCountedFromWhenTimeLastPassed() {
        Ran.of(TimePasses.class).passes(2);
    }

    static class TimePasses {
        @WeftTest(steps = 100)
        void once() {
            await(works(50));
        }

        @Explore(schedules = 20, steps = 10)
        void explored() {
            await(works(50));
        }

        @Async
        private static Coroutine<Void> works(int steps) {
            for (int i = 0; i < 20; i++) {
                await(Coroutines.yields(steps));
                await(sleep(Duration.ofMillis(1)));
            }
            return done();
        }
    }

    @Test
    void aScheduleIsFairAfterSoManySteps() {
        Ran.of(Fair.class).passes(3);
    }

    /** Whoever spins until another task is done would spin for ever if it always went first. */
    static class Fair {
        private boolean done;

        @Explore(schedules = 300, steps = 50, strategies = Strategy.PCT)
        void randomPriorities() {
            await(gather(spinsUntilDone(), spinsUntilDone(), sets()));
        }

        @Explore(schedules = 300, steps = 50, strategies = Strategy.WALK)
        void randomWalk() {
            await(gather(spinsUntilDone(), spinsUntilDone(), sets()));
        }

        @Explore(schedules = 300, steps = 50)
        void portfolio() {
            await(gather(spinsUntilDone(), spinsUntilDone(), sets()));
        }

        @Async
        private Coroutine<Void> spinsUntilDone() {
            while (!done) {
                await(yieldNow());
            }
            return done();
        }

        @Async
        private Coroutine<Void> sets() {
            await(Coroutines.yields(3));
            done = true;
            return done();
        }
    }
}
