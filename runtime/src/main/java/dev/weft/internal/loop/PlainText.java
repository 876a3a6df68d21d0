package dev.weft.internal.loop;

/** Text that names of tasks, threads and methods are part of, made fit for one line of a log or a terminal. */
final class PlainText {
    private PlainText() {}

    /**
     * Returns the text with characters escaped, as in Java source, that would move the cursor, begin a line, or change
     * the direction of what follows.
     */
    static String of(String text) {
        int i = 0;
        while (i < text.length() && !isActive(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isActive(c)) {
                plain.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isActive(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            default -> false;
        };
    }
}
