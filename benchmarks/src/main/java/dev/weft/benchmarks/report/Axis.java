package dev.weft.benchmarks.report;

import java.util.stream.DoubleStream;

/**
 * A logarithmic axis.
 *
 * @param least the power of ten at its begin
 * @param most the power of ten at its end
 * @param begin where it begins in the picture
 * @param end where it ends
 */
record Axis(double least, double most, double begin, double end) {

    /** From the power of ten below the least figure, but not below {@code floor}, to that above the greatest. */
    static Axis of(DoubleStream figures, double floor, double begin, double end) {
        var all = figures.map(x -> Math.log10(Math.max(x, floor))).summaryStatistics();
        double least = Math.floor(all.getMin());
        return new Axis(least, Math.max(least + 1, Math.ceil(all.getMax())), begin, end);
    }

    /** Where a figure is drawn; at an end if it is beyond it. */
    double at(double figure) {
        double power = Math.log10(Math.max(figure, 1e-9));
        double part = (Math.max(least, Math.min(most, power)) - least) / (most - least);
        return begin + (end - begin) * part;
    }

    /** The powers of ten on it. */
    double[] marks() {
        return DoubleStream.iterate(least, power -> power <= most, power -> power + 1)
                .map(power -> Math.pow(10, power))
                .toArray();
    }
}
