package dev.weft.benchmarks.report;

import java.util.Locale;

/** A picture (SVG) as it is drawn. It has no background; its text and lines have colours that suit the reader's. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height) {
        append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <style>
                text { fill: #24292f } line { stroke: #8c959f; stroke-opacity: .45 }
                path.point { stroke: #fff; stroke-width: .7; vector-effect: non-scaling-stroke }
                path.curve { fill: none; stroke-width: 1.8 } path.hint { fill: none; stroke: #8c959f; stroke-width: .7 }
                @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } path.point { stroke: #0d1117 } }
                </style>
                """, width, height);
    }

    /** Text at a place: "start", "middle" or "end" of it is there. */
    void text(double x, double y, String anchor, String words) {
        append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped(words));
    }

    /** A line of the grid. */
    void line(double x1, double y1, double x2, double y2) {
        append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2);
    }

    /** The point of a peer; a browser shows the hint where one points at it. */
    void point(double x, double y, Peer peer, String hint) {
        append(
                "<path class=\"point\" d=\"%s\" transform=\"translate(%.1f %.1f) scale(%s)\" fill=\"%s\"><title>%s</title></path>%n",
                peer.shape().path(), x, y, peer == Peer.WEFT ? "7" : "5.3", peer.colour(), escaped(hint));
    }

    /** A line through points, in the colour of a peer. */
    void curve(double[] xs, double[] ys, Peer peer, boolean dashed) {
        append(
                "<path class=\"curve\" d=\"%s\" stroke=\"%s\"%s/>%n",
                through(xs, ys), peer.colour(), dashed ? " stroke-dasharray=\"5 4\"" : "");
    }

    /** A thin line from a point to what is said about it. */
    void hint(double x1, double y1, double x2, double y2) {
        append("<path class=\"hint\" d=\"%s\"/>%n", through(new double[] {x1, x2}, new double[] {y1, y2}));
    }

    private static String through(double[] xs, double[] ys) {
        var path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            path.append(String.format(Locale.ROOT, "%s%.1f,%.1f", i == 0 ? "M" : " L", xs[i], ys[i]));
        }
        return path.toString();
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void append(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments));
    }

    /** The whole file. */
    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
