package dev.weft.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How a time grows with a number, as a picture: both axes logarithmic, a line for each peer, its name at its end. */
final class GrowthChart {
    private static final int LEFT = 70;
    private static final int RIGHT = 600;
    private static final int NAMES = 640;
    private static final int TOP = 44;
    private static final int BOTTOM = 370;
    private static final int LINE = 15;
    private static final double NO_TIME = 0.01;

    private final Growth growth;
    private final List<Curve> curves;
    private final int[] counts;
    private final Axis x;
    private final Axis y;

    GrowthChart(Growth growth, List<Result> results) {
        this.growth = growth;
        this.curves = Curve.of(growth, results);
        this.counts =
                results.stream().mapToInt(growth::count).distinct().sorted().toArray();
        double least = Math.log10(placed(counts[0]));
        double most = Math.log10(placed(counts[counts.length - 1]));
        this.x = new Axis(least, Math.max(most, least + 1), LEFT + 10, RIGHT);
        this.y = Axis.of(results.stream().mapToDouble(Result::nanos), NO_TIME, BOTTOM, TOP);
    }

    /** A logarithmic axis has no 0: it stands one step, as large as that between the next two, in front of the least number. */
    private double placed(int count) {
        if (count > 0) {
            return count;
        }
        int[] others = IntStream.of(counts).filter(other -> other > 0).toArray();
        return others.length < 2 ? 1 : (double) others[0] * others[0] / others[1];
    }

    String svg(String jdk) {
        var svg = new Svg(NAMES + 200, BOTTOM + 44);
        svg.text(LEFT, 20, "start", "nanoseconds for one " + growth.part() + ", " + jdk + "; lower is better");
        for (double mark : y.marks()) {
            svg.line(LEFT, y.at(mark), RIGHT, y.at(mark));
            svg.text(LEFT - 8, y.at(mark) + 4, "end", Digits.mark(mark));
        }
        for (int count : counts) {
            svg.line(x.at(placed(count)), TOP, x.at(placed(count)), BOTTOM);
            svg.text(x.at(placed(count)), BOTTOM + 16, "middle", Digits.mark(count));
        }
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 36, "middle", growth.what() + "; both axes are logarithmic");
        curves.forEach(curve -> draw(svg, curve));
        names(svg);
        return svg.toString();
    }

    private void draw(Svg svg, Curve curve) {
        double[] xs = curve.results().stream().mapToDouble(this::across).toArray();
        double[] ys = curve.results().stream().mapToDouble(r -> y.at(r.nanos())).toArray();
        svg.curve(xs, ys, curve.peer(), curve.dashed());
        for (var result : curve.results()) {
            var hint = curve.name() + ", " + Digits.mark(growth.count(result)) + ": " + Digits.three(result.nanos())
                    + " ns";
            svg.point(across(result), y.at(result.nanos()), curve.peer(), hint);
        }
    }

    private double across(Result result) {
        return x.at(placed(growth.count(result)));
    }

    /** From above, each at the height of its line's end, or below the one before it. Those that would be too low move up. */
    private void names(Svg svg) {
        var above = curves.stream()
                .sorted(Comparator.comparingDouble((Curve curve) -> curve.last().nanos())
                        .reversed())
                .toList();
        double[] heights = Heights.apart(
                above.stream().mapToDouble(curve -> y.at(curve.last().nanos())).toArray(), LINE, BOTTOM);
        for (int i = 0; i < heights.length; i++) {
            var curve = above.get(i);
            svg.hint(across(curve.last()) + 8, y.at(curve.last().nanos()), NAMES - 4, heights[i]);
            svg.text(NAMES, heights[i] + 4, "start", curve.name());
        }
    }
}
