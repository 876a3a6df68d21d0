package dev.weft.benchmarks.report;

/** Text of a page, in lines of a bounded length. */
final class Prose {
    private static final int COLUMNS = 120;

    private Prose() {}

    /** Breaks a paragraph at blanks. */
    static String wrapped(String paragraph) {
        var text = new StringBuilder();
        int column = 0;
        for (var word : paragraph.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > COLUMNS) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }
}
