package dev.weft.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A sequence of decisions. Recorded ones come from a random generator; replayed ones from a list, and are 0, the simplest
 * decision, when it has ended.
 */
final class Choices {
    private final Random random;
    private final List<Integer> made;
    private int position;

    private Choices(Random random, List<Integer> made) {
        this.random = random;
        this.made = made;
    }

    static Choices random(long seed) {
        return new Choices(new Random(seed), new ArrayList<>());
    }

    static Choices replayed(List<Integer> made) {
        return new Choices(null, List.copyOf(made));
    }

    /** A number from 0 (the simplest) to {@code bound - 1}. */
    int below(int bound) {
        if (random == null) {
            return position < made.size() ? Math.floorMod(made.get(position++), bound) : 0;
        }
        int choice = random.nextInt(bound);
        made.add(choice);
        return choice;
    }

    /** True once in so many times; false is the simpler answer. */
    boolean oneIn(int times) {
        return below(times) == times - 1;
    }

    <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }

    List<Integer> made() {
        return List.copyOf(made);
    }
}
