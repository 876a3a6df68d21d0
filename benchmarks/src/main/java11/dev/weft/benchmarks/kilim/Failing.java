package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import kilim.Pausable;
import kilim.Task;

/** A chain of calls whose leaf fails after it has suspended. */
public final class Failing extends Task<Integer> {
    private final int times;
    private final int depth;
    private final Supplier<RuntimeException> failure;
    private final ToIntFunction<RuntimeException> caught;

    private Failing(int times, int depth, Supplier<RuntimeException> failure, ToIntFunction<RuntimeException> caught) {
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
        return OnLoop.run(loop, new Failing(times, depth, failure, caught));
    }

    public static int drop(CallbackLoop loop, int times, int depth, Supplier<RuntimeException> failure) {
        return OnLoop.run(loop, new Failing(times, depth, failure, null));
    }

    @Override
    public void execute() throws Pausable {
        exit(caught == null ? dropping() : catching());
    }

    private int dropping() throws Pausable {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += call(depth, failure);
            } catch (RuntimeException e) {
                sum++;
            }
        }
        return sum;
    }

    private int catching() throws Pausable {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += call(depth, failure);
            } catch (RuntimeException e) {
                sum += caught.applyAsInt(e);
            }
        }
        return sum;
    }

    private static int call(int depth, Supplier<RuntimeException> failure) throws Pausable {
        if (depth == 1) {
            Task.yield();
            throw failure.get();
        }
        return call(depth - 1, failure) + 1;
    }
}
