package dev.weft.benchmarks.report;

import java.util.Map;

/**
 * What JMH has measured for one method.
 *
 * @param workload the class
 * @param parameters the values of its {@code @Param}s, by name
 * @param peer the method
 * @param nanos mean time of an operation
 * @param error half of the 99.9 % confidence interval, NaN if there were too few iterations
 * @param bytes allocated by an operation, NaN if not measured
 */
public record Result(
        String workload, Map<String, String> parameters, String peer, double nanos, double error, double bytes) {

    /** The workload with its parameters. */
    public String row() {
        var row = new StringBuilder(workload);
        parameters.forEach(
                (name, value) -> row.append(", ").append(name).append(' ').append(value));
        return row.toString();
    }

    /** The same as a result of another workload. */
    Result in(String other) {
        return new Result(other, parameters, peer, nanos, error, bytes);
    }

    /** The same for each of so many parts of an operation. */
    Result dividedBy(double parts) {
        return new Result(workload, parameters, peer, nanos / parts, error / parts, bytes / parts);
    }
}
