package dev.weft.test.internal.net;

import dev.weft.test.internal.choice.Guide;
import java.time.Duration;
import java.util.function.Supplier;

/** What the network leaves to the schedule. */
final class Luck {
    /** Of many bytes, the count is chosen among so many: half of them small, half of them nearly all. */
    private static final int MOST_COUNTS = 256;

    private final Ground ground;
    private long min = Duration.ofMillis(1).toNanos();
    private long max = Duration.ofMillis(5).toNanos();
    private double dropped;
    private double doubled;

    Luck(Ground ground) {
        this.ground = ground;
    }

    void latency(Duration least, Duration most) {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("no latency: from " + least + " to " + most);
        }
        min = least.toNanos();
        max = most.toNanos();
    }

    void drop(double share) {
        dropped = checked(share);
    }

    void duplicate(double share) {
        doubled = checked(share);
    }

    private static double checked(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is between 0 and 1, not " + share);
        }
        return share;
    }

    /** Returns the least latency, in nanoseconds. */
    long leastLatency() {
        return min;
    }

    /** Returns how long a message takes, in nanoseconds. */
    long latency(Supplier<String> what) {
        if (min == max) {
            return min;
        }
        int chosen = ground.choose(3, Guide.Ids.NONE);
        long latency = chosen == 0 ? min : chosen == 1 ? max : min + (max - min) / 2;
        if (chosen != 0) {
            ground.note(true, () -> what.get() + " takes " + latency / 1_000 + " µs");
        }
        return latency;
    }

    boolean isLost(Supplier<String> what) {
        return happens(dropped, what, " is lost");
    }

    boolean isDoubled(Supplier<String> what) {
        return happens(doubled, what, " is doubled");
    }

    private boolean happens(double share, Supplier<String> what, String how) {
        boolean chosen = share > 0 && share < 1;
        if (share <= 0 || (chosen && ground.choose(2, new Guide.Odds(share)) == 0)) {
            return false;
        }
        ground.note(chosen, () -> what.get() + how);
        return true;
    }

    /** Returns whether something happens that needs no share. */
    boolean chance(Supplier<String> what) {
        if (ground.choose(2, Guide.Ids.NONE) == 0) {
            return false;
        }
        ground.note(true, what);
        return true;
    }

    /**
     * Returns how many bytes pass at once: all, unless the schedule wants less.
     *
     * @param all the number of bytes
     * @param least the least that may pass
     */
    int someOf(int all, int least, String what) {
        int counts = Math.min(all - least, MOST_COUNTS);
        if (counts <= 0 || ground.choose(2, Guide.Ids.NONE) == 0) {
            return all;
        }
        int chosen = counts == 1 ? 0 : ground.choose(counts, new Guide.Odds((counts - 1.0) / counts));
        int some = chosen < counts / 2 || counts < MOST_COUNTS ? least + chosen : all - counts + chosen;
        ground.note(true, () -> what + some + " of " + all + " bytes");
        return some;
    }
}
