package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import kilim.Pausable;
import kilim.Task;

/** A chain of calls whose leaf suspends once. */
public final class Chain extends Task<Integer> {
    private final int times;
    private final int depth;

    private Chain(int times, int depth) {
        this.times = times;
        this.depth = depth;
    }

    public static int run(CallbackLoop loop, int times, int depth) {
        return OnLoop.run(loop, new Chain(times, depth));
    }

    @Override
    public void execute() throws Pausable {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += call(depth, i);
        }
        exit(sum);
    }

    private static int call(int depth, int x) throws Pausable {
        if (depth == 1) {
            Task.yield();
            return Values.of(x);
        }
        return call(depth - 1, x) + 1;
    }
}
