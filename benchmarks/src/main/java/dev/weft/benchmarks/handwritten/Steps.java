package dev.weft.benchmarks.handwritten;

import static dev.weft.benchmarks.handwritten.Activation.SUSPENDED;

import dev.weft.benchmarks.Values;

/** Calls of an interface with three implementations. Each could suspend, none does. */
public final class Steps {
    private interface Step {
        int from(int x, Machine machine);
    }

    private static final class One implements Step {
        @Override
        public int from(int x, Machine machine) {
            return Values.of(x + 1);
        }
    }

    private static final class Two implements Step {
        @Override
        public int from(int x, Machine machine) {
            return Values.of(x + 2);
        }
    }

    private static final class Three implements Step {
        @Override
        public int from(int x, Machine machine) {
            return Values.of(x + 3);
        }
    }

    private final Step[] steps = {
        new One(), new Two(), new Three(), new Two(), new Three(), new One(), new Three(), new One()
    };

    public int run(int times) {
        var machine = new Summing();
        int x = 0;
        for (int i = 0; i < times; i++) {
            int value = steps[i & 7].from(x, machine);
            if (value == SUSPENDED) {
                return machine.suspend(new AddOne());
            }
            x = value;
        }
        return x;
    }
}
