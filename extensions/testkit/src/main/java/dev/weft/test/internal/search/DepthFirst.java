package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.choice.Trail;
import org.jspecify.annotations.Nullable;

/**
 * All schedules, depth first: the last choice that has another option takes it. Nothing is held back: that would be the same
 * schedules by another way.
 */
final class DepthFirst implements Search {
    /** The choices of the next run; behind them option 0. */
    private int[] prefix = new int[0];

    private boolean done;
    private boolean isCut;

    @Override
    public @Nullable Guide next() {
        return done ? null : new Prefix(prefix);
    }

    @Override
    public void ran(Trail trail) {
        isCut |= trail.isCut();
        int point = trail.size() - 1;
        while (point >= 0 && (trail.kind(point) == Kind.HOLD || trail.chosen(point) + 1 >= trail.options(point))) {
            point--;
        }
        if (point < 0) {
            done = true;
            return;
        }
        prefix = new int[point + 1];
        for (int i = 0; i < point; i++) {
            prefix[i] = trail.chosen(i);
        }
        prefix[point] = trail.chosen(point) + 1;
    }

    @Override
    public String strategy() {
        return "depth first";
    }

    @Override
    public String covered() {
        return "";
    }

    @Override
    public boolean isExhausted() {
        return done && !isCut;
    }

    private static final class Prefix implements Guide {
        private final int[] choices;
        private int point;

        Prefix(int[] choices) {
            this.choices = choices;
        }

        @Override
        public int choose(Kind kind, int options, Ids ids) {
            int choice = point < choices.length ? choices[point] : 0;
            point++;
            return choice < options ? choice : 0; // the program is not deterministic; the check will tell
        }
    }
}
