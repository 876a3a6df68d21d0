package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** Calls of an interface with three implementations. None suspends. */
public final class Steps {
    private interface Step {
        int from(Continuation c, int x);
    }

    private static final class One implements Step {
        @Override
        public int from(Continuation c, int x) {
            return Values.of(x + 1);
        }
    }

    private static final class Two implements Step {
        @Override
        public int from(Continuation c, int x) {
            return Values.of(x + 2);
        }
    }

    private static final class Three implements Step {
        @Override
        public int from(Continuation c, int x) {
            return Values.of(x + 3);
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    public int run(CallbackLoop loop, int times) {
        return new Main(loop, times).runAll();
    }

    private final class Main extends Fibre {
        private final int times;

        Main(CallbackLoop loop, int times) {
            super(loop);
            this.times = times;
        }

        @Override
        int body(Continuation c) {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = steps[i & 7].from(c, x);
            }
            return x;
        }
    }
}
