package dev.weft.test.internal.search;

import dev.weft.test.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Makes searches. */
public final class Searches {
    /** The portfolio begins with DEVIATIONS, for one schedule in so many. */
    private static final int SHARE_OF_DEVIATIONS = 10;

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private Searches() {}

    /** Returns the search of an exploration: that of {@link #of}, whose first schedule is first in, first out. */
    public static Search exploring(List<Strategy> strategies, int schedules, long seed, int depth) {
        Search search = of(strategies, schedules, seed, depth);
        boolean atRandom = strategies.stream().allMatch(Searches::isRandom);
        return atRandom ? new InTurn(List.of(new InTurn.Part(new DeviationSearch(0), 1)), List.of(search)) : search;
    }

    private static boolean isRandom(Strategy strategy) {
        return strategy == Strategy.WALK || strategy == Strategy.PCT;
    }

    /**
     * Returns the search of several strategies, which share the schedules. The random ones take turns after the others.
     *
     * @param strategies at least one
     * @param schedules the number of schedules
     * @param seed the seed of the random ones
     * @param depth the depth of {@link Strategy#PCT}
     */
    public static Search of(List<Strategy> strategies, int schedules, long seed, int depth) {
        List<InTurn.Part> parts = new ArrayList<>();
        List<Search> endless = new ArrayList<>();
        int share = Math.max(1, schedules / strategies.size());
        for (Strategy strategy : strategies) {
            Search search = of(strategy, share, seed, depth);
            if (isRandom(strategy)) {
                endless.add(search);
            } else {
                parts.add(new InTurn.Part(search, strategies.size() == 1 ? ANY_NUMBER : share));
            }
        }
        return new InTurn(parts, endless);
    }

    private static Search of(Strategy strategy, int schedules, long seed, int depth) {
        return switch (strategy) {
            case FIFO -> new DeviationSearch(0);
            case DEVIATIONS -> new DeviationSearch(ANY_NUMBER);
            case WALK -> new RandomWalk(seed);
            case PCT -> new RandomPriorities(seed, depth);
            case EXHAUSTIVE -> new DepthFirst();
            case PORTFOLIO -> portfolio(schedules, seed, depth);
        };
    }

    /** First the small deviations, so that what is easy to find is small; then what is not so easy, by all means in turn. */
    private static Search portfolio(int schedules, long seed, int depth) {
        Search deviations = new DeviationSearch(ANY_NUMBER);
        return new InTurn(
                List.of(new InTurn.Part(deviations, Math.max(1, schedules / SHARE_OF_DEVIATIONS))),
                List.of(deviations, new RandomWalk(seed), new RandomPriorities(seed, depth)));
    }
}
