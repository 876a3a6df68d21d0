package dev.weft.test.internal.explore;

import dev.weft.test.Strategy;
import dev.weft.test.internal.choice.Deviations;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Script;
import dev.weft.test.internal.search.DeviationSearch;
import dev.weft.test.internal.search.Search;
import dev.weft.test.internal.search.Searches;
import dev.weft.test.internal.world.Settings;
import java.util.List;

/**
 * Makes a failing schedule smaller: delta debugging on its list of deviations (Zeller, Hildebrandt: "Simplifying and
 * Isolating Failure-Inducing Input", IEEE TSE 2002), then smaller choices, then all schedules with one deviation. If more
 * than a few are left, the same for other schedules that fail, since small ones need not be near. Then all schedules with two
 * and three deviations if that is fewer. Bounded in runs and in time. Never returns more deviations than it was given.
 */
final class Shrinker {
    private static final int MOST_RUNS = 20_000;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final int FEW = 3;

    /** The largest number of random schedules that are run to find others that fail. */
    private static final int MOST_OTHERS = 2_000;

    private final Runner runner;
    private final Settings settings;
    private final Throwable failure;
    private final int lastRun;
    private final long lastTime;
    private Deviations best;

    Shrinker(Runner runner, Settings settings, Throwable failure, Deviations found) {
        this.runner = runner;
        this.settings = settings;
        this.failure = failure;
        this.best = found;
        this.lastRun = runner.runs() + MOST_RUNS;
        this.lastTime = System.nanoTime() + MOST_NANOS;
    }

    Deviations shrink() {
        dropChunks();
        lowerChoices();
        tryAllWith(1);
        tryOthers();
        tryAllWith(FEW);
        lowerChoices();
        return best;
    }

    private boolean mayGoOn() {
        return runner.runs() < lastRun && System.nanoTime() - lastTime < 0;
    }

    /** Runs a smaller schedule. If it fails in the same way, what the run really did becomes the best. */
    private boolean stillFails(Deviations smaller) {
        RunResult result = runner.run(settings, new Script(smaller));
        if (!result.failedLike(failure)) {
            return false;
        }
        Deviations real = result.deviations();
        if (real.size() > smaller.size()) {
            return false;
        }
        best = real;
        return true;
    }

    private void dropChunks() {
        int chunk = Math.max(1, best.size() / 2);
        while (chunk >= 1 && mayGoOn()) {
            boolean dropped = false;
            for (int from = 0; from < best.size() && mayGoOn(); ) {
                if (stillFails(best.without(from, Math.min(best.size(), from + chunk)))) {
                    dropped = true;
                } else {
                    from += chunk;
                }
            }
            if (!dropped) {
                chunk /= 2;
            } else {
                chunk = Math.max(1, Math.min(chunk, best.size() / 2));
            }
            if (best.size() == 0) {
                return;
            }
        }
    }

    private void lowerChoices() {
        for (int i = 0; i < best.size(); i++) {
            for (int choice = 1; i < best.size() && choice < best.choice(i) && mayGoOn(); choice++) {
                int before = best.size();
                if (stillFails(best.with(i, choice))) {
                    if (best.size() < before) {
                        i = -1;
                    }
                    break;
                }
            }
        }
    }

    private void tryOthers() {
        Search others = Searches.of(List.of(Strategy.WALK), MOST_OTHERS, settings.seed(), 1);
        Guide guide = others.next();
        for (int i = 0; i < MOST_OTHERS && guide != null && best.size() > FEW && mayGoOn(); i++) {
            RunResult result = runner.run(settings, guide);
            others.ran(result.trail());
            guide = others.next();
            if (result.failedLike(failure)) {
                Deviations smallest = best;
                best = result.deviations();
                dropChunks();
                lowerChoices();
                if (best.size() >= smallest.size()) {
                    best = smallest;
                }
            }
        }
    }

    /** Tries all schedules with at most so many deviations, if that is fewer. */
    private void tryAllWith(int most) {
        if (best.size() < 2) {
            return;
        }
        DeviationSearch all = new DeviationSearch(Math.min(most, best.size() - 1));
        Guide guide = all.next();
        while (guide != null && mayGoOn()) {
            RunResult result = runner.run(settings, guide);
            Deviations real = result.deviations();
            if (result.failedLike(failure) && real.size() < best.size()) {
                best = real;
                return;
            }
            all.ran(result.trail());
            guide = all.next();
        }
    }
}
