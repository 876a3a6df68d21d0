package dev.weft.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that is printed: a line for each benchmark with one set of parameters. */
final class Lines {
    private Lines() {}

    static String head(List<Build> builds) {
        return builds.size() == 1
                ? "%-34s %12s %10s %12s %10s %8s".formatted("", "ns", "B", "bytecodes", "B, -Xint", "C2")
                : "%-34s %25s %6s %19s %21s %21s %15s  %s"
                        .formatted("", "ns", "", "B", "bytecodes", "B, -Xint", "C2", "verdict");
    }

    static List<String> of(Outcome outcome) {
        var lines = new ArrayList<String>();
        if (outcome.exact().size() == 1
                || outcome.figures().values().iterator().next().get(0).size() == 1) {
            outcome.figures().forEach((row, repetitions) -> {
                var figures = repetitions.get(0).get(0);
                lines.add("%-34s %12s %10s %12s %10s %8s"
                        .formatted(
                                row,
                                number(figures.nanos()),
                                number(figures.bytes()),
                                exact(outcome, 0, Column.BYTECODES),
                                exact(outcome, 0, Column.BYTES),
                                exact(outcome, 0, Column.MACHINE_CODE)));
            });
            return lines;
        }
        for (var comparison : outcome.comparisons()) {
            var pair = comparison.best();
            lines.add("%-34s %12s %12s %5.2fx %9s %9s %10s %10s %10s %10s %7s %7s  %s%s"
                    .formatted(
                            comparison.benchmark(),
                            number(pair.older().nanos()),
                            number(pair.newer().nanos()),
                            pair.ratio(),
                            number(pair.older().bytes()),
                            number(pair.newer().bytes()),
                            exact(outcome, 0, Column.BYTECODES),
                            exact(outcome, 1, Column.BYTECODES),
                            exact(outcome, 0, Column.BYTES),
                            exact(outcome, 1, Column.BYTES),
                            exact(outcome, 0, Column.MACHINE_CODE),
                            exact(outcome, 1, Column.MACHINE_CODE),
                            comparison.verdict(),
                            comparison.repetitions().size() == 1
                                    ? ""
                                    : ", of " + comparison.repetitions().size() + " repetitions"));
        }
        return lines;
    }

    private enum Column {
        BYTECODES,
        BYTES,
        MACHINE_CODE
    }

    private static String exact(Outcome outcome, int build, Column column) {
        if (outcome.exact().isEmpty()) {
            return "";
        }
        var exact = outcome.exact().get(build);
        return switch (column) {
            case BYTECODES -> number(exact.bytecodes());
            case BYTES -> number(exact.bytes());
            case MACHINE_CODE -> String.valueOf(exact.machineCode());
        };
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) < 1_000 ? "%.2f" : "%.0f", figure);
    }
}
