package dev.weft.benchmarks.plain;

import dev.weft.benchmarks.Values;

/** Calls of an interface with three implementations. */
public final class Steps {
    private interface Step {
        int from(int x);
    }

    private static final class One implements Step {
        @Override
        public int from(int x) {
            return Values.of(x + 1);
        }
    }

    private static final class Two implements Step {
        @Override
        public int from(int x) {
            return Values.of(x + 2);
        }
    }

    private static final class Three implements Step {
        @Override
        public int from(int x) {
            return Values.of(x + 3);
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    public int run(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = steps[i & 7].from(x);
        }
        return x;
    }
}
