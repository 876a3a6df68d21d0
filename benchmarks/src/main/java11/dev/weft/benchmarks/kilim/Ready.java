package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kilim.Pausable;
import kilim.Task;

/** Waits for what is ready, in a loop. */
public final class Ready {
    private final CallbackLoop loop;
    private final List<Task<Integer>> done;

    /** With eight tasks that are done. */
    public Ready(CallbackLoop loop) {
        this.loop = loop;
        this.done = IntStream.range(0, 8).mapToObj(this::done).collect(Collectors.toList());
    }

    private Task<Integer> done(int value) {
        Call task = new Call(value, 1);
        OnLoop.run(loop, task);
        return task;
    }

    /** Sources that are done. */
    public int source(int times) {
        return OnLoop.run(loop, new Source(done, times));
    }

    /** A call of a method that could suspend, and does not. */
    public static int call(CallbackLoop loop, int times) {
        return OnLoop.run(loop, new Call(0, times));
    }

    private static int small(int x) throws Pausable {
        return Values.of(x);
    }

    private static final class Source extends Task<Integer> {
        private final List<Task<Integer>> ready;
        private final int times;

        Source(List<Task<Integer>> ready, int times) {
            this.ready = ready;
            this.times = times;
        }

        @Override
        public void execute() throws Pausable {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += (Integer) ready.get(i & 7).join().result;
            }
            exit(sum);
        }
    }

    private static final class Call extends Task<Integer> {
        private final int begun;
        private final int times;

        Call(int begun, int times) {
            this.begun = begun;
            this.times = times;
        }

        @Override
        public void execute() throws Pausable {
            int sum = 0;
            for (int i = begun; i < begun + times; i++) {
                sum += small(i);
            }
            exit(sum);
        }
    }
}
