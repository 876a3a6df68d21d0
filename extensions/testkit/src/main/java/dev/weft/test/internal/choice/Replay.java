package dev.weft.test.internal.choice;

import dev.weft.test.Order;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as text: {@code w1[.i|.a][.sSEED].[point:choice,…]}, numbers in base 36. {@code i} is {@link Order#TIMING},
 * {@code a} is {@link Order#ANY}, neither is {@link Order#TASKS}. The seed, an unsigned number, is there if the run used
 * {@code random()}.
 *
 * @param order what the schedule may change
 * @param seed the seed; null if the run did not use it
 * @param deviations the schedule
 */
public record Replay(Order order, @Nullable Long seed, Deviations deviations) {
    static final int RADIX = 36;

    private static final Pattern FORM = Pattern.compile("w1(\\.[ia])?(\\.s([0-9a-z]+))?\\.([0-9a-z:,]*)");
    private static final Pattern DEVIATION = Pattern.compile("[0-9a-z]+:[0-9a-z]+");
    private static final String NO_FORM = "it has not the form w1[.i|.a][.sSEED].[point:choice,…]";

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException if it is not one, or of another version of the kit
     */
    public static Replay parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw refused(
                    text,
                    text.startsWith("w1.")
                            ? NO_FORM
                            : text.matches("w\\d+\\..*")
                                    ? "it was written by another version of the test kit, which numbers choices in another way; let the test fail again"
                                    : "a schedule begins with \"w1.\"");
        }
        try {
            String order = parts.group(1);
            String seed = parts.group(3);
            String list = parts.group(4);
            return new Replay(
                    order == null ? Order.TASKS : order.equals(".i") ? Order.TIMING : Order.ANY,
                    seed == null ? null : Long.parseUnsignedLong(seed, RADIX),
                    list.isEmpty() ? Deviations.NONE : deviations(text, list));
        } catch (NumberFormatException tooLarge) {
            throw refused(text, "a number is too large");
        }
    }

    private static Deviations deviations(String text, String list) {
        String[] items = list.split(",", -1);
        Deviations all = Deviations.NONE;
        for (String item : items) {
            if (!DEVIATION.matcher(item).matches()) {
                throw refused(text, NO_FORM);
            }
            int colon = item.indexOf(':');
            int point = Integer.parseInt(item.substring(0, colon), RADIX);
            int choice = Integer.parseInt(item.substring(colon + 1), RADIX);
            if (point <= all.lastPoint() || choice == 0) {
                throw refused(text, "its points must ascend, and no choice is 0");
            }
            all = all.and(point, choice);
        }
        return all;
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("\"" + text + "\" is no schedule: " + why);
    }

    @Override
    public String toString() {
        String level = switch (order) {
            case TIMING -> ".i";
            case TASKS -> "";
            case ANY -> ".a";
        };
        return "w1" + level + (seed == null ? "" : ".s" + Long.toUnsignedString(seed, RADIX)) + "." + deviations;
    }
}
