package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.choice.Trail;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010): each task has a random priority, and the ready task
 * with the highest one runs. At d − 1 random points the task that would run gets the lowest priority. A bug of depth d is
 * found with a probability of at least 1 / (n · k^(d − 1)), for n tasks and k choices.
 */
final class RandomPriorities implements Search {
    /** One is split off for each run. */
    private final SplittableRandom runs;

    private final int depth;

    /** The number of choices between tasks in the longest run so far. */
    private int longest = 16;

    RandomPriorities(long seed, int depth) {
        this.runs = new SplittableRandom(~seed); // another one than the walk's
        this.depth = depth;
    }

    @Override
    public Guide next() {
        return new Priorities(runs.split(), depth - 1, longest);
    }

    @Override
    public void ran(Trail trail) {
        saw(trail);
    }

    @Override
    public void saw(Trail trail) {
        int choices = 0;
        for (int point = 0; point < trail.size(); point++) {
            if (trail.kind(point) == Kind.NODE) {
                choices++;
            }
        }
        longest = Math.max(longest, choices);
    }

    @Override
    public String strategy() {
        return "random priorities";
    }

    @Override
    public String covered() {
        return "";
    }

    @Override
    public boolean isExhausted() {
        return false;
    }

    private static final class Priorities implements Guide {
        /** How often what is not a choice between tasks deviates: one in so many. Drawn for each run. */
        private static final int[] ODDS = {2, 8, 32, 1 << 20};

        private final SplittableRandom random;
        private final long salt;
        private final int odds;
        private final int[] changes;
        private final long[] demoted;
        private int demotions;
        private int choices;

        Priorities(SplittableRandom random, int changes, int length) {
            this.random = random;
            this.salt = random.nextLong();
            this.odds = ODDS[random.nextInt(ODDS.length)];
            this.changes = new int[changes];
            this.demoted = new long[changes];
            for (int i = 0; i < changes; i++) {
                this.changes[i] = random.nextInt(length);
            }
            Arrays.sort(this.changes);
        }

        @Override
        public int choose(Kind kind, int options, Ids ids) {
            if (kind == Kind.HOLD) {
                return 0; // the lowest priority does that
            }
            if (ids instanceof Odds known) {
                return random.nextDouble() < known.ofChange() ? 1 + random.nextInt(options - 1) : 0;
            }
            if (kind != Kind.NODE) {
                return random.nextInt(odds) == 0 ? 1 + random.nextInt(options - 1) : 0;
            }
            int here = choices++;
            int chosen = highest(options, ids);
            while (demotions < changes.length && changes[demotions] <= here) {
                demoted[demotions++] = ids.of(chosen);
                chosen = highest(options, ids);
            }
            return chosen;
        }

        private int highest(int options, Ids ids) {
            int best = 0;
            for (int i = 1; i < options; i++) {
                if (priority(ids.of(i)) > priority(ids.of(best))) {
                    best = i;
                }
            }
            return best;
        }

        private long priority(long id) {
            for (int i = demotions - 1; i >= 0; i--) {
                if (demoted[i] == id) {
                    return Long.MIN_VALUE + changes.length - i;
                }
            }
            return mix(salt + id * 0x9E3779B97F4A7C15L) >> 1;
        }

        /** Mixes the bits (the finalizer of MurmurHash3, as SplittableRandom uses it). */
        private static long mix(long bits) {
            long z = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
            z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
            return z ^ (z >>> 33);
        }
    }
}
