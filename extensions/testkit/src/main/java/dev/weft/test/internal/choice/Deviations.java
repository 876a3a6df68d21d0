package dev.weft.test.internal.choice;

import java.util.Arrays;

/**
 * A schedule: the points at which it deviates from the loop's own order, ascending, and what is chosen there. Everywhere
 * else option 0 is chosen. Immutable: the arrays are never written after they were handed over.
 */
public final class Deviations {
    /** First in, first out. */
    public static final Deviations NONE = new Deviations(new int[0], new int[0]);

    private final int[] points;
    private final int[] choices;

    Deviations(int[] points, int[] choices) {
        this.points = points;
        this.choices = choices;
    }

    /** Returns the number of deviations. */
    public int size() {
        return points.length;
    }

    /** Returns the point of the i-th deviation. */
    public int point(int i) {
        return points[i];
    }

    /** Returns what is chosen at the i-th deviation; at least 1. */
    public int choice(int i) {
        return choices[i];
    }

    /** Returns the last point that deviates; −1 if there is none. */
    public int lastPoint() {
        return points.length == 0 ? -1 : points[points.length - 1];
    }

    /** Returns these deviations and one behind them. */
    public Deviations and(int point, int choice) {
        int size = points.length;
        int[] at = Arrays.copyOf(points, size + 1);
        int[] what = Arrays.copyOf(choices, size + 1);
        at[size] = point;
        what[size] = choice;
        return new Deviations(at, what);
    }

    /** Returns the deviations without those from {@code from} (inclusive) to {@code to} (exclusive). */
    public Deviations without(int from, int to) {
        int size = points.length - (to - from);
        int[] at = Arrays.copyOf(points, size);
        int[] what = Arrays.copyOf(choices, size);
        System.arraycopy(points, to, at, from, points.length - to);
        System.arraycopy(choices, to, what, from, choices.length - to);
        return new Deviations(at, what);
    }

    /** Returns the deviations with another choice at the i-th. */
    public Deviations with(int i, int choice) {
        int[] what = choices.clone();
        what[i] = choice;
        return new Deviations(points, what);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deviations that
                && Arrays.equals(points, that.points)
                && Arrays.equals(choices, that.choices);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(points) + Arrays.hashCode(choices);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(Integer.toString(points[i], Replay.RADIX))
                    .append(':')
                    .append(Integer.toString(choices[i], Replay.RADIX));
        }
        return text.toString();
    }
}
