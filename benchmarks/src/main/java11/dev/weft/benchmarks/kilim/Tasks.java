package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import java.util.ArrayList;
import kilim.Pausable;
import kilim.Task;

/** Starts many tasks that each yield once, and awaits all. */
public final class Tasks extends Task<Integer> {
    private final int count;

    private Tasks(int count) {
        this.count = count;
    }

    public static int run(CallbackLoop loop, int count) {
        return OnLoop.run(loop, new Tasks(count));
    }

    @Override
    public void execute() throws Pausable {
        ArrayList<Small> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Small task = new Small(i);
            task.setScheduler(getScheduler()).start();
            tasks.add(task);
        }
        int sum = 0;
        for (Small task : tasks) {
            sum += (Integer) task.join().result;
        }
        exit(sum);
    }

    private static final class Small extends Task<Integer> {
        private final int x;

        Small(int x) {
            this.x = x;
        }

        @Override
        public void execute() throws Pausable {
            Task.yield();
            exit(Values.of(x));
        }
    }
}
