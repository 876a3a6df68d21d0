package dev.weft.test.internal.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of text in columns. If they are too wide together, the widest ones are narrowed, and their text is wrapped. */
final class TextTable {
    private static final String GAP = "  ";

    /** The largest number of lines of a wrapped text. */
    private static final int MOST_LINES = 4;

    private final int width;
    private final int rightAligned;

    /** A row without cells, or with one, is not part of the columns. */
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Creates a table without rows.
     *
     * @param width the largest width of all columns together
     * @param rightAligned the number of the first columns whose text is at their right
     */
    TextTable(int width, int rightAligned) {
        this.width = width;
        this.rightAligned = rightAligned;
    }

    /** Adds a row; all rows have as many cells as the first one. */
    void add(List<String> cells) {
        rows.add(cells);
    }

    /** Adds a line that is not divided into columns. */
    void addLine(String text) {
        rows.add(List.of(text));
    }

    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            if (row.size() == 1) {
                lines.add(row.get(0));
            } else {
                draw(row, widths, lines);
            }
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() && row.size() > 1; i++) {
                widths[i] = Math.max(widths[i], Text.length(row.get(i)));
            }
        }
        int limit = width;
        while (sum(widths, limit) > width - GAP.length() * (widths.length - 1) && limit > 1) {
            limit--;
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.min(widths[i], limit);
        }
        return widths;
    }

    private static int sum(int[] widths, int limit) {
        int sum = 0;
        for (int width : widths) {
            sum += Math.min(width, limit);
        }
        return sum;
    }

    private void draw(List<String> row, int[] widths, List<String> lines) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < row.size(); i++) {
            cells.add(wrap(row.get(i), widths[i]));
            height = Math.max(height, cells.get(i).size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                String space = " ".repeat(Math.max(0, widths[i] - Text.length(cell)));
                text.append(i == 0 ? "" : GAP).append(i < rightAligned ? space + cell : cell + space);
            }
            lines.add(text.toString().stripTrailing());
        }
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (Text.length(rest) > width && lines.size() < MOST_LINES - 1) {
            int end = rest.offsetByCodePoints(0, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(Text.cut(rest, width));
        return lines;
    }
}
