package dev.weft.benchmarks.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Results as a picture (SVG): a line for each workload, on it a dot for each peer, further right the slower, each tenfold as
 * far as the last. It has no background, and its text takes a colour that suits the reader's.
 */
final class Chart {
    private static final int LEFT = 240;
    private static final int WIDTH = 620;
    private static final int ROW = 22;
    private static final int TOP = 108;

    private final StringBuilder svg = new StringBuilder();
    private final List<Result> results;
    private final List<String> rows;
    private final double least;
    private final double decades;

    Chart(List<Result> results) {
        this.results = results;
        this.rows = List.copyOf(
                new LinkedHashSet<>(results.stream().map(Result::row).toList()));
        double min = results.stream().mapToDouble(Result::nanos).min().orElseThrow();
        double max = results.stream().mapToDouble(Result::nanos).max().orElseThrow();
        // what takes no time at all is drawn at the left edge
        least = Math.max(-1, Math.floor(Math.log10(min)));
        decades = Math.ceil(Math.log10(max)) - least;
    }

    String svg(String title) {
        int bottom = TOP + ROW * rows.size();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <style>
                text { fill: #24292f } line { stroke: #8c959f; stroke-opacity: .45 } circle { stroke: #fff; stroke-width: .7 }
                @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } circle { stroke: #0d1117 } }
                </style>
                """.formatted(LEFT + WIDTH + 30, bottom + 44));
        text(LEFT, 20, "start", title);
        legend();
        for (int decade = 0; decade <= decades; decade++) {
            double x = LEFT + WIDTH * decade / decades;
            line(x, TOP - 8, x, bottom);
            text(x, bottom + 16, "middle", power(least + decade));
        }
        text(LEFT + WIDTH / 2.0, bottom + 36, "middle", "nanoseconds for one operation, logarithmic; left is better");
        for (int i = 0; i < rows.size(); i++) {
            double y = TOP + ROW * (i + 0.5);
            text(LEFT - 10, y + 4, "end", rows.get(i));
            line(LEFT, y, LEFT + WIDTH, y);
        }
        results.stream().filter(result -> !isWeft(result)).forEach(this::dot);
        results.stream().filter(Chart::isWeft).forEach(this::dot);
        return svg.append("</svg>\n").toString();
    }

    private static String power(double exponent) {
        return String.format(Locale.ROOT, exponent < 0 ? "%.1f" : "%,.0f", Math.pow(10, exponent));
    }

    private void legend() {
        var peers = new TreeSet<Peer>();
        results.forEach(result -> peers.add(Peer.of(result).orElseThrow()));
        int column = 0;
        for (var peer : peers) {
            double x = LEFT + WIDTH / 3.0 * (column % 3);
            int line = column++ / 3;
            double y = 40 + 16.0 * line;
            circle(x + 5, y, peer, peer.title());
            text(x + 15, y + 4, "start", peer.title());
        }
    }

    private void dot(Result result) {
        double decade = Math.max(0, Math.log10(Math.max(result.nanos(), 1e-9)) - least);
        circle(
                LEFT + WIDTH * decade / decades,
                TOP + ROW * (rows.indexOf(result.row()) + 0.5),
                Peer.of(result).orElseThrow(),
                String.format(Locale.ROOT, "%s: %.2f ns", result.peer(), result.nanos()));
    }

    private static boolean isWeft(Result result) {
        return Peer.of(result).orElseThrow() == Peer.WEFT;
    }

    private void circle(double x, double y, Peer peer, String hint) {
        append(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\"><title>%s</title></circle>%n",
                x, y, peer == Peer.WEFT ? 7 : 5, peer.colour(), hint);
    }

    private void line(double x1, double y1, double x2, double y2) {
        append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2);
    }

    private void text(double x, double y, String anchor, String text) {
        append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private void append(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
