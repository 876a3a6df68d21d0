package dev.weft.test.internal.explore;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Order;
import dev.weft.test.Strategy;
import dev.weft.test.internal.choice.Deviations;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Script;
import dev.weft.test.internal.search.Search;
import dev.weft.test.internal.search.Searches;
import dev.weft.test.internal.world.Settings;
import dev.weft.test.internal.world.World.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A failing schedule only ever becomes smaller, and fails in the same way. */
class ShrinkerTest {
    private static final Settings SETTINGS = Settings.exploring(Order.TASKS, 1, 10_000, 60_000);

    /** A check, an await, an act: two tasks in the same window fail. */
    @Async
    private static Coroutine<Void> race() {
        List<String> holders = new ArrayList<>();
        await(gather(takes(holders, 1), takes(holders, 5), takes(holders, 9)));
        return done();
    }

    @Async
    private static Coroutine<Void> takes(List<String> holders, int after) {
        for (int i = 0; i < after; i++) {
            await(yieldNow());
        }
        if (holders.isEmpty()) {
            await(yieldNow());
            holders.add("holder");
            if (holders.size() > 1) {
                throw new IllegalStateException("two holders");
            }
            await(yieldNow());
            holders.remove(0);
        }
        return done();
    }

    private static Subject subject() {
        return world -> world.loop().runUntilComplete(race());
    }

    /** Runs schedules of a strategy until one fails. */
    private static RunResult failing(Runner runner, Strategy strategy, long seed) {
        Search search = Searches.of(List.of(strategy), 10_000, seed, 3);
        for (int i = 0; i < 10_000; i++) {
            Guide guide = Objects.requireNonNull(search.next());
            RunResult result = runner.run(SETTINGS, guide);
            if (result.failed()) {
                return result;
            }
            search.ran(result.trail());
        }
        throw new AssertionError("no schedule fails: " + strategy + ", seed " + seed);
    }

    @Test
    void itNeverGrows() {
        for (Strategy strategy : List.of(Strategy.WALK, Strategy.PCT)) {
            for (long seed = 1; seed <= 20; seed++) {
                Runner runner = new Runner(subject());
                RunResult found = failing(runner, strategy, seed);
                Deviations before = found.deviations();
                Throwable failure = found.failure();
                Deviations after = new Shrinker(runner, SETTINGS, failure, before).shrink();
                String shown = strategy + ", seed " + seed + ": " + before + " to " + after;
                assertTrue(after.size() <= before.size(), shown);
                RunResult again = runner.run(SETTINGS, new Script(after));
                assertTrue(again.failedLike(failure), shown);
                assertEquals(after, again.deviations(), shown);
                Deviations further = new Shrinker(runner, SETTINGS, failure, after).shrink();
                assertTrue(further.size() <= after.size(), () -> shown + ", then " + further);
            }
        }
    }
}
