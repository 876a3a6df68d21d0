package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import kilim.Pausable;
import kilim.Task;

/** Calls of an interface with three implementations. None suspends. */
public final class Steps {
    private interface Step {
        int from(int x) throws Pausable;
    }

    private static final class One implements Step {
        @Override
        public int from(int x) throws Pausable {
            return Values.of(x + 1);
        }
    }

    private static final class Two implements Step {
        @Override
        public int from(int x) throws Pausable {
            return Values.of(x + 2);
        }
    }

    private static final class Three implements Step {
        @Override
        public int from(int x) throws Pausable {
            return Values.of(x + 3);
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    public int run(CallbackLoop loop, int times) {
        return OnLoop.run(loop, new Main(times));
    }

    private final class Main extends Task<Integer> {
        private final int times;

        Main(int times) {
            this.times = times;
        }

        @Override
        public void execute() throws Pausable {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = steps[i & 7].from(x);
            }
            exit(x);
        }
    }
}
