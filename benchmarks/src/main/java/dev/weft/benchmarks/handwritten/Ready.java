package dev.weft.benchmarks.handwritten;

import static dev.weft.benchmarks.handwritten.Activation.SUSPENDED;

import dev.weft.benchmarks.Values;

/** Waits for what is ready, in a loop. */
public final class Ready {
    private Ready() {}

    /** Sources that are done. */
    public static int source(Cell[] ready, int times) {
        var machine = new Summing();
        machine.returned(sum(ready, 0, 0, times, machine));
        return machine.result;
    }

    /** A call that could suspend, and does not. */
    public static int call(int times) {
        var machine = new Summing();
        int sum = 0;
        for (int i = 0; i < times; i++) {
            int value = small(i, machine);
            if (value == SUSPENDED) {
                return machine.suspend(new AddOne());
            }
            sum += value;
        }
        return sum;
    }

    @SuppressWarnings("unused")
    private static int small(int x, Machine machine) {
        return Values.of(x);
    }

    private static int sum(Cell[] ready, int begun, int from, int times, Machine machine) {
        int sum = begun;
        for (int i = from; i < times; i++) {
            var cell = ready[i & 7];
            if (!cell.isDone()) {
                cell.whenDone(machine);
                return machine.suspend(new Rest(ready, sum, i, times, machine));
            }
            sum += cell.value();
        }
        return sum;
    }

    /** The rest of the loop. */
    private static final class Rest extends Activation {
        private final Cell[] ready;
        private final int sum;
        private final int i;
        private final int times;
        private final Machine machine;

        Rest(Cell[] ready, int sum, int i, int times, Machine machine) {
            this.ready = ready;
            this.sum = sum;
            this.i = i;
            this.times = times;
            this.machine = machine;
        }

        @Override
        int resume(int value) {
            return sum(ready, sum, i, times, machine);
        }
    }
}
