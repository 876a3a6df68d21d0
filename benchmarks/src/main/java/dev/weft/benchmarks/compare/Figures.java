package dev.weft.benchmarks.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What several processes have measured of one build, in one repetition. Medians count: one disturbed process moves none. */
record Figures(List<Sample> samples) {
    Figures {
        samples = List.copyOf(samples);
    }

    double nanos() {
        return median(Sample::nanos);
    }

    double bytes() {
        return median(Sample::bytes);
    }

    private double median(ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
