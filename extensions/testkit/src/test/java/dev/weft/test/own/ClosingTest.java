package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.Strategy;
import dev.weft.test.internal.explore.Explorer;
import dev.weft.test.internal.explore.Finding;
import dev.weft.test.internal.explore.Outcome;
import dev.weft.test.internal.explore.Plan;
import dev.weft.test.internal.world.Settings;
import dev.weft.test.internal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that is closed: every task has ended, each finally has run once, and nothing is accepted any more. */
class ClosingTest {
    private static final long MILLIS = 20_000;

    /** After three rounds of ten seconds, which slow steps may take, a loop gives up. */
    private static final Duration GIVES_UP = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(Order.class)
    void everyTaskEnds(Order order) {
        int factor = Integer.getInteger("weft.explore.factor", 1);
        long seed = Long.getLong("weft.explore.seed", 1);
        Plan plan = new Plan(
                3_000 * factor,
                seed,
                MILLIS * factor,
                List.of(Strategy.PORTFOLIO),
                3,
                Settings.exploring(order, seed, 10_000, MILLIS));
        Outcome outcome = Explorer.explore("closing", plan, world -> new Scenario(world).run());
        Finding finding = outcome.finding();
        if (finding != null) {
            throw new AssertionError(finding.replay() + ", " + finding.thrown(), finding.thrown());
        }
    }

    /** One loop, its tasks, and its end. */
    private static final class Scenario {
        private final World world;
        private final Sim sim;
        private final AsyncLock lock = new AsyncLock();
        private final AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        private final List<Life> lives = new ArrayList<>();

        Scenario(World world) {
            this.world = world;
            this.sim = world.sim();
        }

        /** A coroutine with a finally. */
        private final class Life {
            private final String name;
            private int begun;
            private int ends;

            Life(String name) {
                this.name = name;
                lives.add(this);
            }

            @Async
            <T> Coroutine<Void> of(AsyncCallable<T> work) throws Exception {
                begun++;
                try {
                    await(work.call());
                } finally {
                    ends++;
                }
                return done();
            }
        }

        private <T> Task<Void> begin(String name, AsyncCallable<T> work) {
            Life life = new Life(name);
            return start(() -> life.of(work), name);
        }

        void run() {
            EventLoop loop = world.loop();
            List<Task<?>> tasks = new ArrayList<>();
            List<Throwable> uncaught = new ArrayList<>();
            loop.onUncaught((subject, failure) -> uncaught.add(failure));
            loop.runUntilComplete(main(tasks));
            tasks.addAll(loop.tasks());
            loop.close();

            assertTrue(loop.isClosed(), "closed");
            if (sim.elapsed().compareTo(GIVES_UP) > 0) {
                return;
            }
            assertEquals(
                    List.of(),
                    uncaught,
                    () -> "uncaught, with "
                            + uncaught.stream()
                                    .map(f -> List.of(f.getSuppressed()))
                                    .toList());
            assertEquals(0, loop.tasks().size(), () -> "tasks: " + loop.tasks());
            for (Task<?> task : tasks) {
                assertTrue(task.isDone(), task::toString);
                assertTrue(task.status() != Task.Status.FAILED, task::toString);
            }
            for (Life life : lives) {
                assertEquals(life.begun, life.ends, () -> "ends of " + life.name);
                assertEquals(1, life.begun, () -> "begins of " + life.name);
            }
            assertFalse(lock.isLocked(), "locked");
            Coroutine<Void> late = done();
            assertThrows(IllegalStateException.class, () -> loop.start(late));
        }

        @Async
        private Coroutine<Void> main(List<Task<?>> tasks) {
            tasks.add(begin("holds", () -> hold(5)));
            tasks.add(begin("waits for the lock", () -> hold(0)));
            tasks.add(begin("waits for an item", queue::take));
            tasks.add(begin("gathers", () -> gather(part("one", 1), part("two", 100))));
            tasks.add(begin("groups", () -> group()));
            tasks.add(begin("swallows", () -> swallow()));
            tasks.add(begin("shields", () -> shield(part("shielded", 2))));
            tasks.add(begin("limits", () -> limited()));
            tasks.add(begin("blocks", () -> blocking(() -> 1)));
            tasks.add(begin("leaves something", () -> leave(tasks)));
            int millis = sim.choose("closed after ms", 1, 0, 2);
            await(millis == 0 ? yieldNow() : pause(millis));
            return done();
        }

        private Coroutine<Void> part(String name, int millis) throws Exception {
            return new Life(name).of(() -> pause(millis));
        }

        @Async
        @SuppressWarnings("try") // the permit is only held
        private Coroutine<Void> hold(int millis) {
            try (var held = await(lock.acquire())) {
                await(pause(millis));
            }
            return done();
        }

        @Async
        private Coroutine<Void> limited() throws Exception {
            try {
                await(withTimeout(Duration.ofMillis(3), part("limited", 2)));
            } catch (TimeoutException slow) {
                await(yieldNow());
            }
            return done();
        }

        @Async
        private Coroutine<Void> group() throws Exception {
            try (TaskGroup group = TaskGroup.open()) {
                group.start(part("child", 1));
                group.start(part("other child", 100));
                await(group.join());
            }
            return done();
        }

        /** Must be cancelled again. */
        @Async
        @Allow("WEFT008")
        private Coroutine<Void> swallow() {
            try {
                await(pause(100));
            } catch (CancelledError ignored) {
                await(yieldNow());
            }
            return done();
        }

        /** Its clean-up takes its time, and starts a task. */
        @Async
        private Coroutine<Integer> leave(List<Task<?>> tasks) {
            try {
                await(pause(100));
            } finally {
                tasks.add(begin("left", () -> pause(1_000)));
                await(pause(1));
            }
            return result(1);
        }
    }
}
