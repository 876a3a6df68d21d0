package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A line of a picture of growth.
 *
 * @param name what stands at its end
 * @param peer whose colour it has
 * @param dashed whether it is the second of its peer
 * @param results its points, as the numbers grow
 */
record Curve(String name, Peer peer, boolean dashed, List<Result> results) {

    /** A line for each peer, or for each of its series; Weft last, so that nobody hides it. */
    static List<Curve> of(Growth growth, List<Result> results) {
        var points = new LinkedHashMap<String, List<Result>>();
        for (var result : results) {
            var name = Peer.named(result).title() + growth.series(result);
            points.computeIfAbsent(name, none -> new ArrayList<>()).add(result);
        }
        var first = results.isEmpty() ? "" : growth.series(results.get(0));
        var curves = new ArrayList<Curve>();
        points.forEach((name, line) -> {
            boolean dashed = !growth.series(line.get(0)).equals(first);
            curves.add(new Curve(name, Peer.named(line.get(0)), dashed, line));
        });
        curves.sort(Comparator.comparing(Curve::peer));
        return curves;
    }

    /** Its last point. */
    Result last() {
        return results.get(results.size() - 1);
    }
}
