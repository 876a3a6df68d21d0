package dev.weft.benchmarks.plain;

import dev.weft.benchmarks.Values;
import java.util.function.IntSupplier;

/** Reads what is there, in a loop. */
public final class Ready {
    private Ready() {}

    /** Sources. */
    public static int source(IntSupplier[] ready, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += ready[i & 7].getAsInt();
        }
        return sum;
    }

    /** A call. */
    public static int call(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += small(i);
        }
        return sum;
    }

    private static int small(int x) {
        return Values.of(x);
    }
}
