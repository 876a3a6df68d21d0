package dev.weft.test.internal.report;

/** Builds the text of a web page. What comes from outside is escaped, so it is text and never markup. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Adds markup as it is. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds text. */
    Html text(String text) {
        text.codePoints().forEach(this::append);
        return this;
    }

    /** Adds an element, of whose start tag {@code tag} is the inside. */
    Html element(String tag, String text) {
        int space = tag.indexOf(' ');
        return raw("<" + tag + ">").text(text).raw("</" + (space < 0 ? tag : tag.substring(0, space)) + ">\n");
    }

    private void append(int c) {
        switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(isText(c) ? c : 0xFFFD);
        }
    }

    /** HTML has no way to write other control characters, and UTF-8 none to write half a character. */
    private static boolean isText(int c) {
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
