package dev.weft.benchmarks;

/**
 * The results that all peers give alike. Each is an object that was made beforehand and is none of those that boxing shares
 * (-128 to 127): small results flatter whoever boxes, since boxing them costs nothing, and results that are boxed one by one
 * hide the await behind an allocation. There are as many as fit in the first cache of a processor.
 */
public final class Values {
    private static final int COUNT = 1_024;
    private static final int LEAST = 1_000;
    private static final Integer[] TABLE = new Integer[COUNT];

    static {
        for (int i = 0; i < COUNT; i++) {
            TABLE[i] = LEAST + i;
        }
    }

    private Values() {}

    /** The value of this number, of which the low ten bits count. */
    public static Integer of(int i) {
        return TABLE[i & (COUNT - 1)];
    }

    /** What the values of so many numbers add up to, from 0 on. */
    public static int sum(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += of(i);
        }
        return sum;
    }
}
