package dev.weft.benchmarks.compare;

import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a benchmark is slower with the newer build, or takes other bytes: only if it was so in each of three repetitions.
 * Chance makes a slower one of some benchmark in nearly every run, but seldom of the same one three times. A benchmark that was
 * as good once needs no further repetition.
 */
record Comparison(String benchmark, List<Pair> repetitions) {
    static final int REPETITIONS = 3;

    enum Verdict {
        SAME("same"),
        SLOWER("SLOWER"),
        OTHER_BYTES("OTHER BYTES"),
        SLOWER_AND_OTHER_BYTES("SLOWER, OTHER BYTES");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    Comparison {
        repetitions = List.copyOf(repetitions);
        if (repetitions.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** Whether another repetition could tell more. */
    boolean isOpen() {
        return repetitions.size() < REPETITIONS && (always(Pair::isSlower) || always(Pair::hasOtherBytes));
    }

    Verdict verdict() {
        boolean enough = repetitions.size() >= REPETITIONS;
        boolean slower = enough && always(Pair::isSlower);
        boolean otherBytes = enough && always(Pair::hasOtherBytes);
        if (slower) {
            return otherBytes ? Verdict.SLOWER_AND_OTHER_BYTES : Verdict.SLOWER;
        }
        return otherBytes ? Verdict.OTHER_BYTES : Verdict.SAME;
    }

    /** The repetition that speaks best for the newer build, which is the one the verdict rests on. */
    Pair best() {
        return repetitions.stream()
                .min((one, other) -> Double.compare(one.ratio(), other.ratio()))
                .orElseThrow();
    }

    private boolean always(Predicate<Pair> fact) {
        return repetitions.stream().allMatch(fact);
    }
}
