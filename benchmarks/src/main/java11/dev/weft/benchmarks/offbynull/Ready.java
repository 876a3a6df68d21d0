package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** Waits for what is ready, in a loop. */
public final class Ready {
    private final CallbackLoop loop;
    private final Fibre[] done = new Fibre[8];

    /** With eight coroutines that are done. */
    public Ready(CallbackLoop loop) {
        this.loop = loop;
        for (int i = 0; i < done.length; i++) {
            done[i] = new Call(loop, i, 1);
            done[i].runAll();
        }
    }

    /** Sources that are done. */
    public int source(int times) {
        return new Source(loop, done, times).runAll();
    }

    /** A call of a method that could suspend, and does not. */
    public static int call(CallbackLoop loop, int times) {
        return new Call(loop, 0, times).runAll();
    }

    private static int small(Continuation c, int x) {
        return Values.of(x);
    }

    private static final class Source extends Fibre {
        private final Fibre[] ready;
        private final int times;

        Source(CallbackLoop loop, Fibre[] ready, int times) {
            super(loop);
            this.ready = ready;
            this.times = times;
        }

        @Override
        int body(Continuation c) {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += ready[i & 7].join(c, this);
            }
            return sum;
        }
    }

    private static final class Call extends Fibre {
        private final int begun;
        private final int times;

        Call(CallbackLoop loop, int begun, int times) {
            super(loop);
            this.begun = begun;
            this.times = times;
        }

        @Override
        int body(Continuation c) {
            int sum = 0;
            for (int i = begun; i < begun + times; i++) {
                sum += small(c, i);
            }
            return sum;
        }
    }
}
