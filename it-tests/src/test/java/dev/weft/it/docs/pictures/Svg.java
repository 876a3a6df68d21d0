package dev.weft.it.docs.pictures;

import java.util.Locale;

/** A picture (SVG) as it is drawn: a card with a background of its own, so that it reads on a light page and on a dark one. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <title>%s</title>
                <style>
                .card { fill: #fff; stroke: #d0d7de } .panel { fill: #f6f8fa } .grid { stroke: #d0d7de }
                text { fill: #24292f } .code { font-family: monospace; font-size: 12px } .head { font-weight: bold }
                .quiet { fill: #57606a } .runs { fill: #0969da } .waits { fill: #bc4c00 } .on { fill: #fff; font-weight: bold }
                @media (prefers-color-scheme: dark) {
                .card { fill: #0d1117; stroke: #30363d } .panel { fill: #161b22 } .grid { stroke: #30363d }
                text { fill: #e6edf3 } .quiet { fill: #9198a1 } .runs { fill: #4493f8 } .waits { fill: #f0883e } .on { fill: #0d1117 }
                }
                </style>
                """, width, height, escaped(title));
        box(0.5, 0.5, width - 1, height - 1, "card");
    }

    /** Text whose "start", "middle" or "end" is there. A class says how it looks. */
    void text(double x, double y, String anchor, String look, String words) {
        append(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\" xml:space=\"preserve\">%s</text>%n",
                x, y, anchor, look, escaped(words));
    }

    void box(double x, double y, double width, double height, String look) {
        append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\" class=\"%s\"/>%n",
                x, y, width, height, look);
    }

    /** A line of the grid. */
    void line(double x1, double y1, double x2, double y2) {
        append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"grid\"/>%n", x1, y1, x2, y2);
    }

    /** A number in a circle; its class says its colour. */
    void number(double x, double y, int number, String look) {
        append("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"10\" class=\"%s\"/>%n", x, y, look);
        text(x, y + 4.5, "middle", "on", String.valueOf(number));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void append(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), arguments));
    }

    /** The whole file. */
    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
