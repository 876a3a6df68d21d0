package dev.weft.compiler.finding;

import java.util.Locale;

/** Strings of JSON (RFC 8259, section 7). */
final class JsonText {

    private JsonText() {}

    /** Returns the text between quotation marks, with characters escaped that may not stand there. */
    static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (PlainText.isActive(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
