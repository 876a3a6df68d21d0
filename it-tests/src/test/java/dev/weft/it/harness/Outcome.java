package dev.weft.it.harness;

import dev.weft.it.Render;
import java.util.List;

/**
 * What a run did.
 *
 * @param ending its value or its exception, as text
 * @param effects its side effects, in order
 * @param steps how many scripted awaits it made
 * @param suspensions how many of them were seen to suspend
 */
public record Outcome(String ending, List<String> effects, int steps, int suspensions) {
    static final String CANCELLED = "cancelled";

    static String returned(Object value) {
        return "returned " + Render.of(value);
    }

    static String threw(Throwable t, Endings endings) {
        return (endings.made(t) ? "threw the original " : "threw ") + Render.of(t);
    }

    static String cancelled(String reason) {
        return CANCELLED + ": " + reason;
    }

    boolean isCancelled() {
        return ending.startsWith(CANCELLED);
    }

    /** Whether the body of a stream has seen that its consumer ended. */
    boolean wasClosed() {
        return effects.stream().anyMatch(effect -> effect.contains("the stream was closed"));
    }

    /** What is wrong with this run, or null. */
    String differenceFrom(Outcome twin, boolean compareEndings) {
        if (compareEndings && !ending.equals(twin.ending)) {
            return "it " + ending + "\nthe twin " + twin.ending;
        }
        if (!effects.equals(twin.effects)) {
            int i = 0;
            while (i < effects.size()
                    && i < twin.effects.size()
                    && effects.get(i).equals(twin.effects.get(i))) {
                i++;
            }
            return "side effects differ from number " + (i + 1) + " on";
        }
        return null;
    }
}
