package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A line of a chart.
 *
 * @param name what stands beside it
 * @param results of the peers
 */
record Row(String name, List<Result> results) {

    /** A row for each workload with its parameters. */
    static List<Row> of(List<Result> results) {
        var rows = new LinkedHashMap<String, List<Result>>();
        results.forEach(result ->
                rows.computeIfAbsent(result.row(), name -> new ArrayList<>()).add(result));
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
    }
}
