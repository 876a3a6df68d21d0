package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.choice.Trail;
import java.util.SplittableRandom;

/** Each choice at random, independent of the others. */
final class RandomWalk implements Search {
    /** One is split off for each run. */
    private final SplittableRandom runs;

    RandomWalk(long seed) {
        runs = new SplittableRandom(seed);
    }

    @Override
    public Guide next() {
        return new Walk(runs.split());
    }

    @Override
    public void ran(Trail trail) {}

    @Override
    public String strategy() {
        return "random walk";
    }

    @Override
    public String covered() {
        return "";
    }

    @Override
    public boolean isExhausted() {
        return false;
    }

    private record Walk(SplittableRandom random) implements Guide {
        private static final int TIME_PASSES_ONE_IN = 8;
        private static final int MINOR_ONE_IN = 4;

        @Override
        public int choose(Kind kind, int options, Ids ids) {
            if (ids instanceof Odds odds) {
                return random.nextDouble() < odds.ofChange() ? 1 + random.nextInt(options - 1) : 0;
            }
            return switch (kind) {
                case TIME, HOLD -> random.nextInt(TIME_PASSES_ONE_IN) == 0 ? 1 : 0;
                case LATE, BUDGET -> random.nextInt(MINOR_ONE_IN) == 0 ? 1 : 0;
                case NETWORK -> random.nextInt(MINOR_ONE_IN) == 0 ? 1 + random.nextInt(options - 1) : 0;
                default -> random.nextInt(options);
            };
        }
    }
}
