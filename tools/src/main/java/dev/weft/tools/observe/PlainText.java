package dev.weft.tools.observe;

import java.util.Locale;

/** Text of a program that is looked at, made fit for a terminal and for one line of it. */
public final class PlainText {

    private PlainText() {}

    /**
     * Returns the text with characters escaped, as in Java source, that would move the cursor, begin a line, or change
     * the direction of what follows.
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(PlainText::isActive)) {
            return text;
        }
        var plain = new StringBuilder();
        text.chars().forEach(c -> {
            if (isActive(c)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                plain.append((char) c);
            }
        });
        return plain.toString();
    }

    static boolean isActive(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            default -> false;
        };
    }
}
