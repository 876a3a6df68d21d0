package dev.weft.internal.task;

import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The shutdown of a loop: cancels its tasks until all have ended.
 *
 * <pre>
 * pass    cancels all unfinished tasks and runs until those have ended; tasks that were started
 *         meanwhile are left to the next pass
 * round   a pass that has taken too long: the next one cancels again the tasks that ignored this one
 * </pre>
 *
 * <p>After {@link #ROUNDS} rounds, or {@link #PASSES} passes, the remaining tasks are given up. A pass takes too long
 * when the time is up on the loop's clock. If that clock stands still because a node is always ready, the pass takes
 * too long after {@link #TURNS_WITHOUT_TIME} turns. Owned by the loop's thread.
 */
final class LoopShutdown implements Deadline.Owner {
    static final String MILLIS = "dev.weft.close.millis";

    private static final long DEFAULT_MILLIS = 10_000;
    private static final int ROUNDS = 3;
    private static final int PASSES = 100;

    /** After so many passes other threads can no longer start tasks: they may never stop to do so. */
    private static final int PATIENT_PASSES = 50;

    private static final int TURNS_WITHOUT_TIME = 1_000_000;

    /**
     * The largest number of turns for the last callbacks: a callback that schedules another one must not go on for
     * ever.
     */
    private static final int LAST_TURNS = 1_000;

    private static final long WORKERS_MILLIS = 1_000;

    private final EventLoopImpl loop;
    private final long nanos = TimerNode.nanosOf(MILLIS, DEFAULT_MILLIS);

    private int passes;
    private int rounds;

    /** The number of turns for the last callbacks so far. */
    private int turns;

    /** Whether the time of the pass is up. */
    private boolean reached;

    LoopShutdown(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    public void expire() {
        reached = true;
    }

    /**
     * Shuts the loop down. What other threads start or post meanwhile is taken along, until nothing is left and the
     * inbox closes in the same moment: nothing that was accepted is forgotten. If that does not come, work is refused,
     * and at last what remains is given up.
     */
    void run() {
        do {
            cancelAll();
            stopWorkers();
            loop.reportLeftOver();
            while (turns < LAST_TURNS && loop.receivesReady()) {
                turns++;
                loop.turn();
            }
        } while (goesOn() && !(loop.registry.isEmpty() && loop.closesIfQuiet()));
    }

    /** The loop waits for its workers as it waits for events: nothing blocks it. */
    private void stopWorkers() {
        Workers workers = loop.workers();
        if (workers.isStopped()) {
            return;
        }
        List<Workers.Job> goingOn = new ArrayList<>();
        loop.waitingFor(() -> goingOn.addAll(workers.stop(WORKERS_MILLIS)));
        for (Workers.Job job : goingOn) {
            loop.uncaught(job.work(), job.goesOn(loop));
        }
    }

    private boolean goesOn() {
        return passes < PASSES && rounds < ROUNDS && turns < LAST_TURNS;
    }

    private void cancelAll() {
        while (passes < PASSES && rounds < ROUNDS && !loop.registry.isEmpty()) {
            passes++;
            if (passes > PATIENT_PASSES) {
                loop.refuseStarts();
            }
            if (!pass(loop.registry.snapshot())) {
                rounds++;
            }
        }
        abandon(loop, "it went on though it was cancelled, again and again, when its event loop was closed");
    }

    /** Cancels these tasks and runs until they have ended. Returns false if that takes too long. */
    private boolean pass(List<TaskImpl<?>> tasks) {
        for (TaskImpl<?> task : tasks) {
            task.cancel("the event loop is closing");
        }
        reached = false;
        Deadline limit = new Deadline(this);
        loop.addTimer(limit, nanos);
        long time = loop.now();
        int standing = 0;
        while (anyUnfinished(tasks)) {
            if (reached || standing > TURNS_WITHOUT_TIME) {
                loop.removeTimer(limit);
                return false;
            }
            loop.turn();
            long now = loop.now();
            standing = now == time ? standing + 1 : 0;
            time = now;
        }
        loop.removeTimer(limit);
        return true;
    }

    /** Removes finished tasks from the end of the list. Returns whether any task is left. */
    private static boolean anyUnfinished(List<TaskImpl<?>> tasks) {
        int last = tasks.size() - 1;
        while (last >= 0 && tasks.get(last).isDone()) {
            tasks.remove(last--);
        }
        return last >= 0;
    }

    /** Gives up all tasks that have not ended. */
    static void abandon(EventLoopImpl loop, String why) {
        for (TaskImpl<?> task : loop.registry.snapshot()) {
            IllegalStateException failure = new IllegalStateException(task + " is given up: " + why);
            StackTraceElement[] waits = task.awaitTrace();
            if (waits.length > 0) {
                failure.setStackTrace(waits);
            }
            task.abandon(failure);
            loop.uncaught(task, failure);
        }
    }
}
