package dev.weft.test.internal.choice;

import java.util.Arrays;

/**
 * The choice points of one run, in order: how many options there were, and which one was chosen. Option 0 is what the loop
 * would do by itself.
 *
 * <p>Bounded: from {@link #MOST} points on nothing is recorded, and nothing is chosen.
 */
public final class Trail {
    /** The largest number of recorded points. */
    public static final int MOST = 1 << 18;

    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    /** The number of options, and the kind in the lowest bits. */
    private int[] points = new int[64];

    private int[] chosen = new int[64];
    private int size;
    private boolean cut;

    /** Returns the number of points. */
    public int size() {
        return size;
    }

    /** Returns the number of options at a point; 1 if the choice turned out to make no difference. */
    public int options(int point) {
        return points[point] >>> KIND_BITS;
    }

    /** Returns what the choice was about. */
    public Kind kind(int point) {
        return Kind.of(points[point] & KIND_MASK);
    }

    /** Returns what was chosen. */
    public int chosen(int point) {
        return chosen[point];
    }

    /** Returns the deviations from option 0 that made a difference. */
    public Deviations deviations() {
        int count = 0;
        for (int point = 0; point < size; point++) {
            if (deviates(point)) {
                count++;
            }
        }
        int[] at = new int[count];
        int[] what = new int[count];
        int next = 0;
        for (int point = 0; point < size; point++) {
            if (deviates(point)) {
                at[next] = point;
                what[next++] = chosen[point];
            }
        }
        return new Deviations(at, what);
    }

    /** Returns whether another option than 0 was chosen at a point, and made a difference. */
    public boolean deviates(int point) {
        return chosen[point] != 0 && options(point) > 1;
    }

    void add(Kind kind, int options, int choice) {
        if (size == points.length) {
            points = Arrays.copyOf(points, 2 * size);
            chosen = Arrays.copyOf(chosen, 2 * size);
        }
        points[size] = (options << KIND_BITS) | kind.code();
        chosen[size++] = choice;
    }

    /** Records that the choice at a point made no difference. */
    void drop(int point) {
        points[point] = (1 << KIND_BITS) | (points[point] & KIND_MASK);
    }

    /** Returns whether choices were left out: the run was too long, or had too many ready tasks. */
    public boolean isCut() {
        return cut;
    }

    /** Records that choices were left out. */
    void cut() {
        cut = true;
    }

    /** Forgets all points, to be used for another run. */
    public void clear() {
        size = 0;
        cut = false;
    }
}
