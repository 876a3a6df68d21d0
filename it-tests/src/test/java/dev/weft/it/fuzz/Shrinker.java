package dev.weft.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a sequence of choices shorter and smaller as long as what it stands for still fails. */
final class Shrinker {
    private final Predicate<List<Integer>> fails;
    private int attempts;

    /** @param attempts how many sequences may be tried */
    Shrinker(Predicate<List<Integer>> fails, int attempts) {
        this.fails = fails;
        this.attempts = attempts;
    }

    List<Integer> shrink(List<Integer> choices) {
        var best = choices;
        List<Integer> before;
        do {
            before = best;
            best = withoutBlocks(best);
            best = withZeros(best);
            best = withSmallerOnes(best);
        } while (!best.equals(before) && attempts > 0);
        return best;
    }

    private List<Integer> withoutBlocks(List<Integer> choices) {
        var best = choices;
        for (int size = Math.max(1, choices.size() / 2); size > 0; size /= 2) {
            for (int from = best.size() - size; from >= 0; from -= size) {
                var candidate = new ArrayList<>(best);
                candidate.subList(from, from + size).clear();
                best = better(best, candidate);
                from = Math.min(from, best.size());
            }
        }
        return best;
    }

    private List<Integer> withZeros(List<Integer> choices) {
        var best = choices;
        for (int i = 0; i < best.size(); i++) {
            if (best.get(i) != 0) {
                best = better(best, with(best, i, 0));
            }
        }
        return best;
    }

    private List<Integer> withSmallerOnes(List<Integer> choices) {
        var best = choices;
        for (int i = 0; i < best.size(); i++) {
            if (best.get(i) > 1) {
                best = better(best, with(best, i, best.get(i) - 1));
            }
        }
        return best;
    }

    private static List<Integer> with(List<Integer> choices, int index, int value) {
        var changed = new ArrayList<>(choices);
        changed.set(index, value);
        return changed;
    }

    private List<Integer> better(List<Integer> best, List<Integer> candidate) {
        return attempts-- > 0 && fails.test(candidate) ? candidate : best;
    }
}
