package dev.weft.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is known of a benchmark: what is written to the file, and a line of the table for each set of its parameters.
 *
 * @param benchmark its name
 * @param exact for each build; empty for what is no benchmark of JMH
 * @param figures for each set of parameters, in each repetition, for each build
 */
record Outcome(String benchmark, List<Exact> exact, Map<String, List<List<Figures>>> figures) {

    /** With two builds only. */
    List<Comparison> comparisons() {
        return figures.entrySet().stream()
                .map(row -> new Comparison(
                        row.getKey(),
                        row.getValue().stream()
                                .map(each -> new Pair(each.get(0), each.get(1)))
                                .toList()))
                .toList();
    }

    /** Whether another repetition could tell more. */
    boolean isOpen() {
        return comparisons().stream().anyMatch(Comparison::isOpen);
    }

    /** Adds a repetition: for each build what its processes found. */
    static void add(Map<String, List<List<Figures>>> figures, List<List<Map<String, Sample>>> repetition) {
        for (var row : new TreeMap<>(repetition.get(0).get(0)).keySet()) {
            figures.computeIfAbsent(row, name -> new ArrayList<>())
                    .add(repetition.stream()
                            .map(build -> new Figures(build.stream()
                                    .map(samples -> samples.get(row))
                                    .toList()))
                            .toList());
        }
    }
}
