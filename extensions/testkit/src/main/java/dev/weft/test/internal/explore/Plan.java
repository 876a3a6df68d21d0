package dev.weft.test.internal.explore;

import dev.weft.test.Order;
import dev.weft.test.Strategy;
import dev.weft.test.internal.world.Settings;
import java.util.List;

/**
 * How much to explore.
 *
 * @param schedules the largest number of schedules
 * @param seed the seed of the strategies
 * @param millis the limit of all schedules together, in real time
 * @param strategies the strategies
 * @param depth the depth of {@link Strategy#PCT}
 * @param settings the rules of each run
 */
public record Plan(int schedules, long seed, long millis, List<Strategy> strategies, int depth, Settings settings) {
    /** Keeps a copy of the strategies. */
    public Plan {
        strategies = List.copyOf(strategies);
    }

    Plan under(Order order, int most) {
        return new Plan(most, seed, millis, strategies, depth, settings.under(order));
    }
}
