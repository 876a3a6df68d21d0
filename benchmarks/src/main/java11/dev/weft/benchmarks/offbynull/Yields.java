package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;

/** Suspends, is scheduled again, goes on. */
public final class Yields extends Fibre {
    private final int times;

    private Yields(CallbackLoop loop, int times) {
        super(loop);
        this.times = times;
    }

    public static int run(CallbackLoop loop, int times) {
        return new Yields(loop, times).runAll();
    }

    @Override
    int body(Continuation c) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            yieldNow(c);
            sum += i & 7;
        }
        return sum;
    }
}
