package dev.weft.benchmarks.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeSet;

/** Results as a picture: a line for each row, on it a point for each peer, further right the slower, each tenfold as far as the last. */
final class Chart {
    private static final int LEFT = 240;
    private static final int WIDTH = 620;
    private static final int HEAD = 40;
    private static final int LINE = 16;
    private static final int IN_A_LINE = 3;
    /** What takes less is drawn at the left edge. */
    private static final double NO_TIME = 0.1;

    private final List<Row> rows;
    private final int height;
    private final TreeSet<Peer> peers = new TreeSet<>();
    private final int top;
    private final Axis axis;

    /** A chart whose rows are so high. */
    Chart(List<Row> rows, int height) {
        this.rows = rows;
        this.height = height;
        rows.forEach(row -> row.results().forEach(result -> peers.add(Peer.named(result))));
        this.top = HEAD + LINE * ((peers.size() + IN_A_LINE - 1) / IN_A_LINE) + LINE;
        var nanos = rows.stream().flatMap(row -> row.results().stream()).mapToDouble(Result::nanos);
        this.axis = Axis.of(nanos, NO_TIME, LEFT, LEFT + WIDTH);
    }

    String svg(String title) {
        int bottom = top + height * rows.size();
        var svg = new Svg(LEFT + WIDTH + 30, bottom + 44);
        svg.text(LEFT, 20, "start", title);
        legend(svg);
        for (double mark : axis.marks()) {
            svg.line(axis.at(mark), top - 4, axis.at(mark), bottom);
            svg.text(axis.at(mark), bottom + 16, "middle", Digits.mark(mark));
        }
        svg.text(
                LEFT + WIDTH / 2.0,
                bottom + 36,
                "middle",
                "nanoseconds for one operation, logarithmic; left is better");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), top + height * (i + 0.5));
        }
        return svg.toString();
    }

    private void legend(Svg svg) {
        int i = 0;
        for (var peer : peers) {
            double x = LEFT + (double) WIDTH / IN_A_LINE * (i % IN_A_LINE);
            double y = HEAD + LINE * (i++ / IN_A_LINE);
            svg.point(x + 5, y, peer, peer.title());
            svg.text(x + 17, y + 4, "start", peer.title());
        }
    }

    /** Weft comes first, on the line; it is drawn last, so nobody hides it. */
    private void row(Svg svg, Row row, double y) {
        svg.text(LEFT - 14, y + 4, "end", row.name());
        svg.line(LEFT, y, LEFT + WIDTH, y);
        var lanes = Lanes.in(height);
        var heights = new EnumMap<Peer, Double>(Peer.class);
        row.results().stream()
                .sorted(Comparator.comparing(Peer::named).reversed())
                .forEach(result -> heights.put(Peer.named(result), y + lanes.offset(axis.at(result.nanos()))));
        row.results().stream().sorted(Comparator.comparing(Peer::named)).forEach(result -> {
            var peer = Peer.named(result);
            var hint = peer.title() + ": " + Digits.three(result.nanos()) + " ns";
            svg.point(axis.at(result.nanos()), heights.get(peer), peer, hint);
        });
    }
}
