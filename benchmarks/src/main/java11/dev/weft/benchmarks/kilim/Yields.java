package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import kilim.Pausable;
import kilim.Task;

/** Suspends, is scheduled again, goes on. */
public final class Yields extends Task<Integer> {
    private final int times;

    private Yields(int times) {
        this.times = times;
    }

    public static int run(CallbackLoop loop, int times) {
        return OnLoop.run(loop, new Yields(times));
    }

    @Override
    public void execute() throws Pausable {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            Task.yield();
            sum += i & 7;
        }
        exit(sum);
    }
}
