package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Puts points of one line above and below it where they would hide each other. */
final class Lanes {
    private static final double STEP = 11;

    private final int count;
    private final List<List<Double>> taken = new ArrayList<>();

    /** So many lanes: with one all points stay on the line. */
    Lanes(int count) {
        this.count = count;
        for (int i = 0; i < count; i++) {
            taken.add(new ArrayList<>());
        }
    }

    /** As many as fit into a line so high. */
    static Lanes in(int height) {
        return new Lanes(Math.max(1, (int) (height / STEP)));
    }

    /** How far below the line a point at x goes; the line itself comes first, then what is nearest. The line if all are taken. */
    double offset(double x) {
        for (int lane = 0; lane < count; lane++) {
            if (taken.get(lane).stream().noneMatch(other -> Math.abs(other - x) < STEP + 1)) {
                taken.get(lane).add(x);
                return (lane % 2 == 0 ? 1 : -1) * ((lane + 1) / 2) * STEP;
            }
        }
        return 0;
    }
}
