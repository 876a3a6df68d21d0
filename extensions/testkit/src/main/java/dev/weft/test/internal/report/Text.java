package dev.weft.test.internal.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes text that others wrote fit for one line. A character that is not printed, or that changes the direction of others,
 * becomes its escape. Lengths are numbers of code points.
 */
public final class Text {
    private static final int LONGEST = 1_000;

    private Text() {}

    /** Returns what a failure, or another object of a user, says of itself; the name of its class if it cannot. */
    public static String of(Object object) {
        String className = object.getClass().getName();
        return cut(toString(object, className), LONGEST);
    }

    /** Returns the lines of a stack, each behind a line feed, as they follow a message. */
    public static String stack(List<StackTraceElement> stack) {
        return stack.stream().map(element -> "\n    at " + element).collect(Collectors.joining());
    }

    /** Returns a text as one line of at most {@code most} characters. */
    static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(most + 1L).forEach(c -> append(line, c));
        return cut(line.toString(), most);
    }

    /** Returns the first line of a text, as {@link #line} does. */
    static String firstLine(String text, int most) {
        return line(text.lines().findFirst().orElse(""), most);
    }

    private static void append(StringBuilder line, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                line.append(c == '\n' ? "\\n" : c == '\t' ? " " : String.format(Locale.ROOT, "\\u%04x", c));
            default -> line.appendCodePoint(c);
        }
    }

    /** Returns the beginning of a text, with "…" at its end if something is missing. */
    static String cut(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Returns a number with the right form of a noun. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * Returns what an object says of itself, or the name of its class if its {@code toString} throws. The package and the
     * identity hash code, which differs from run to run, are left out.
     */
    static String of(Object object, int most) {
        String className = object.getClass().getName();
        String text = toString(object, className);
        String hash = "@" + Integer.toHexString(System.identityHashCode(object));
        String stable = cut(text, 10 * most).replace(hash, "");
        return line(stable.startsWith(className) ? stable.substring(className.lastIndexOf('.') + 1) : stable, most);
    }

    private static String toString(Object object, String otherwise) {
        try {
            String text = object.toString();
            return text == null ? otherwise : text;
        } catch (Throwable broken) {
            return otherwise; // A user's method: whatever it throws, the failure that is being described counts.
        }
    }
}
