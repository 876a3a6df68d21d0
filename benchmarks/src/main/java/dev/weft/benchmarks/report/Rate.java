package dev.weft.benchmarks.report;

import java.util.Map;

/**
 * What JMH has counted for one method that has no time of one operation.
 *
 * @param workload the class
 * @param perSecond operations a second
 * @param error half of the 99.9 % confidence interval, NaN if there were too few iterations
 * @param others its own counters, by name
 */
public record Rate(String workload, double perSecond, double error, Map<String, Double> others) {

    /** A line of a list. */
    String line() {
        var line = new StringBuilder("- ").append(workload).append(": ").append(Digits.three(perSecond));
        if (!Double.isNaN(error)) {
            line.append(" ± ").append(Digits.three(error));
        }
        line.append(" operations a second");
        others.forEach(
                (name, count) -> line.append("; `").append(name).append("` ").append(Digits.three(count)));
        return line.append('\n').toString();
    }
}
