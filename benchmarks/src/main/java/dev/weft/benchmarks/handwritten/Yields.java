package dev.weft.benchmarks.handwritten;

import dev.weft.benchmarks.CallbackLoop;

/** Suspends, is scheduled again, goes on. */
public final class Yields implements Runnable {
    private final CallbackLoop loop;
    private final int times;
    private int i;
    private int sum;

    private Yields(CallbackLoop loop, int times) {
        this.loop = loop;
        this.times = times;
    }

    public static int run(CallbackLoop loop, int times) {
        var yields = new Yields(loop, times);
        loop.execute(yields);
        loop.run();
        return yields.sum;
    }

    @Override
    public void run() {
        sum += i & 7;
        if (++i < times) {
            loop.execute(this);
        }
    }
}
