package dev.weft.it.harness;

import dev.weft.it.Step;
import java.util.function.IntPredicate;

/**
 * What the steps of one run do.
 *
 * @param name for messages
 * @param at the step that is in trouble, from 1; 0 if none is
 * @param trouble what happens there
 * @param late whether the trouble comes after a suspension
 * @param suspends which of the other steps suspend
 * @param way how they suspend; negative: in rotation
 */
public record Script(String name, int at, Trouble trouble, boolean late, IntPredicate suspends, int way) {
    /** What can happen to a step besides evaluating to its value. */
    public enum Trouble {
        NONE,
        UNCHECKED,
        CHECKED,
        ERROR,
        CANCELLED
    }

    /** The ways to suspend. */
    public enum Way {
        YIELD,
        SLEEP,
        FUTURE,
        AWAITER,
        TASK,
        NESTED
    }

    boolean isInTrouble(Step<?> step) {
        return step.number() == at;
    }

    boolean isCancelled(Step<?> step) {
        return isInTrouble(step) && trouble == Trouble.CANCELLED;
    }

    boolean suspends(Step<?> step) {
        return isInTrouble(step) ? late : suspends.test(step.number());
    }

    Way way(Step<?> step) {
        var ways = Way.values();
        return ways[way < 0 ? (step.number() - way) % ways.length : way];
    }

    /** Scripts with the same twin differ only in what a blocking run cannot see. */
    String twinKey() {
        return at + " " + trouble;
    }

    @Override
    public String toString() {
        return name;
    }
}
