package dev.weft.benchmarks.report;

import java.util.Locale;

/** How figures are written. */
final class Digits {
    private Digits() {}

    /** Three digits, or all before the point. */
    static String three(double x) {
        return String.format(Locale.ROOT, x < 10 ? "%.2f" : x < 100 ? "%.1f" : "%,.0f", x);
    }

    /** Two digits, or all before the point: as much as somebody who glances at it can use. */
    static String two(double x) {
        return String.format(Locale.ROOT, x < 10 ? "%.1f" : "%,.0f", x);
    }

    /** A mark of an axis: 0, 0.01, 1, 1,000. */
    static String mark(double x) {
        return String.format(Locale.ROOT, x >= 1 || x == 0 ? "%,.0f" : x < 0.1 ? "%.2f" : "%.1f", x);
    }
}
