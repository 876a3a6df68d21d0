package dev.weft.benchmarks.handwritten;

import static dev.weft.benchmarks.handwritten.Activation.SUSPENDED;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** A chain of calls whose leaf suspends once. */
public final class Chain extends Activation {
    private final CallbackLoop loop;
    private final Machine machine = new Summing();
    private final int times;
    private final int depth;
    private int i;
    private int sum;

    private Chain(CallbackLoop loop, int times, int depth) {
        this.loop = loop;
        this.times = times;
        this.depth = depth;
    }

    public static int run(CallbackLoop loop, int times, int depth) {
        var chain = new Chain(loop, times, depth);
        chain.go();
        loop.run();
        return chain.sum;
    }

    private int go() {
        while (i < times) {
            int value = call(depth, i);
            if (value == SUSPENDED) {
                return machine.suspend(this);
            }
            sum += value;
            i++;
        }
        return sum;
    }

    @Override
    int resume(int value) {
        sum += value;
        i++;
        return go();
    }

    private int call(int left, int x) {
        if (left == 1) {
            loop.execute(machine);
            return machine.suspend(new Leaf(x));
        }
        int value = call(left - 1, x);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static final class Leaf extends Activation {
        private final int x;

        Leaf(int x) {
            this.x = x;
        }

        @Override
        int resume(int value) {
            return Values.of(x);
        }
    }
}
