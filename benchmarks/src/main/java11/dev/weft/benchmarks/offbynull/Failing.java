package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A chain of calls whose leaf fails after it has suspended. */
public final class Failing extends Fibre {
    private final int times;
    private final int depth;
    private final Supplier<RuntimeException> failure;
    private final ToIntFunction<RuntimeException> caught;

    private Failing(
            CallbackLoop loop,
            int times,
            int depth,
            Supplier<RuntimeException> failure,
            ToIntFunction<RuntimeException> caught) {
        super(loop);
        this.times = times;
        this.depth = depth;
        this.failure = failure;
        this.caught = caught;
    }

    public static int run(
            CallbackLoop loop,
            int times,
            int depth,
            Supplier<RuntimeException> failure,
            ToIntFunction<RuntimeException> caught) {
        return new Failing(loop, times, depth, failure, caught).runAll();
    }

    public static int drop(CallbackLoop loop, int times, int depth, Supplier<RuntimeException> failure) {
        return new Failing(loop, times, depth, failure, null).runAll();
    }

    @Override
    int body(Continuation c) {
        return caught == null ? dropping(c) : catching(c);
    }

    private int dropping(Continuation c) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += call(c, depth);
            } catch (RuntimeException e) {
                sum++;
            }
        }
        return sum;
    }

    private int catching(Continuation c) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += call(c, depth);
            } catch (RuntimeException e) {
                sum += caught.applyAsInt(e);
            }
        }
        return sum;
    }

    private int call(Continuation c, int left) {
        if (left == 1) {
            yieldNow(c);
            throw failure.get();
        }
        return call(c, left - 1) + 1;
    }
}
