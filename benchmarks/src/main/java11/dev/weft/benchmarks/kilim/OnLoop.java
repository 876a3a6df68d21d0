package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import kilim.Scheduler;
import kilim.Task;
import kilim.timerservice.Timer;

/** Runs Kilim's tasks on the thread that runs the loop: its own schedulers have threads, between which results would go. */
final class OnLoop extends Scheduler {
    private final CallbackLoop loop;

    OnLoop(CallbackLoop loop) {
        this.loop = loop;
    }

    /** Runs a task, and all that it has started. */
    static int run(CallbackLoop loop, Task<Integer> main) {
        main.setScheduler(new OnLoop(loop)).start();
        loop.run();
        if (!main.isDone()) {
            throw new IllegalStateException("nothing is left to do, but " + main + " is not done");
        }
        return (Integer) main.exitResult;
    }

    @Override
    public void schedule(int thread, Task task) {
        loop.execute(task);
    }

    @Override
    public void idledown() {
        loop.run();
    }

    @Override
    public boolean isEmptyish() {
        return loop.isEmpty();
    }

    @Override
    public int numThreads() {
        return 1;
    }

    @Override
    public void scheduleTimer(Timer timer) {
        throw new UnsupportedOperationException("no benchmark needs the time");
    }
}
