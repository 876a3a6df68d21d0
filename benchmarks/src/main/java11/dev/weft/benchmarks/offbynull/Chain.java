package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** A chain of calls whose leaf suspends once. */
public final class Chain extends Fibre {
    private final int times;
    private final int depth;

    private Chain(CallbackLoop loop, int times, int depth) {
        super(loop);
        this.times = times;
        this.depth = depth;
    }

    public static int run(CallbackLoop loop, int times, int depth) {
        return new Chain(loop, times, depth).runAll();
    }

    @Override
    int body(Continuation c) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += call(c, depth, i);
        }
        return sum;
    }

    private int call(Continuation c, int left, int x) {
        if (left == 1) {
            yieldNow(c);
            return Values.of(x);
        }
        return call(c, left - 1, x) + 1;
    }
}
