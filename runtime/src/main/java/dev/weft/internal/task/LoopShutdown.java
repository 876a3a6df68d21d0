package dev.weft.internal.task;

import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>It does not run the loop itself: {@link #needsTurn} says whether another turn is needed, and who runs the loop calls
 * it between turns. So a loop whose turns its host runs is shut down as any other.
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

    /** The tasks that the pass waits for; null between two passes. */
    private @Nullable List<TaskImpl<?>> pass;

    /** Ends the pass when its time is up; null before the first. */
    private @Nullable TimerNode limit;

    /** Whether the time of the pass is up. */
    private boolean reached;

    /** The loop's time after the last turn of the pass, and the number of turns for which it has stood still. */
    private long time;

    private int standing;

    /** Whether no task is left to be cancelled, and the last callbacks run. */
    private boolean atLast;

    /** The workers of a loop on a host that were interrupted, when, and the timer that looks after them. */
    private @Nullable ExecutorService stopping;

    private long stoppedAt;
    private @Nullable TimerNode look;

    LoopShutdown(EventLoopImpl loop) {
        this.loop = loop;
    }

    @Override
    public void expire() {
        reached = true;
    }

    /**
     * Goes on as far as it can without a turn of the loop. Called before the first turn, and after each one.
     *
     * <p>What other threads start or post meanwhile is taken along, until nothing is left and the inbox closes in the same
     * moment: nothing that was accepted is forgotten. If that does not come, work is refused, and at last what remains is
     * given up.
     *
     * @return whether another turn is needed; if not, the loop is shut down
     */
    boolean needsTurn() {
        if (pass != null) {
            countStanding();
        }
        while (true) {
            if (pass != null) {
                if (!endsPass(pass)) {
                    return true;
                }
            } else if (!atLast && mayPass()) {
                beginPass();
            } else {
                if (!atLast) {
                    abandon(
                            loop,
                            "it went on though it was cancelled, again and again, when its event loop was closed");
                    if (!stopWorkers()) {
                        return true;
                    }
                    loop.reportLeftOver();
                    atLast = true;
                }
                if (turns < LAST_TURNS && loop.receivesReady()) {
                    turns++;
                    return true;
                }
                atLast = false;
                if (!goesOn() || (loop.registry.isEmpty() && loop.closesIfQuiet())) {
                    return false;
                }
            }
        }
    }

    /**
     * Interrupts blocking work. A loop waits for its workers as it waits for events: nothing blocks it. On a host it waits
     * by turns, and must not keep the host's thread.
     *
     * @return whether the work has ended, or has had its time
     */
    private boolean stopWorkers() {
        if (!loop.hasWorkers()) {
            return true;
        }
        Workers workers = loop.workers();
        if (loop.isHosted()) {
            return stopWorkersByTurns(workers);
        }
        if (!workers.isStopped()) {
            List<Workers.Job> goingOn = new ArrayList<>();
            loop.waitingFor(() -> goingOn.addAll(workers.stop(WORKERS_MILLIS)));
            report(goingOn);
        }
        return true;
    }

    private boolean stopWorkersByTurns(Workers workers) {
        ExecutorService interrupted = stopping;
        if (interrupted == null) {
            interrupted = workers.interruptAll();
            if (interrupted == null) {
                return true;
            }
            stopping = interrupted;
            stoppedAt = System.nanoTime();
        }
        if (!workers.hasEnded(interrupted)) {
            if (System.nanoTime() - stoppedAt < TimeUnit.MILLISECONDS.toNanos(WORKERS_MILLIS)) {
                if (look == null || loop.nanosLeft(look) <= 0) {
                    look = Deadline.of(() -> {});
                    loop.addTimer(look, Workers.NANOS_BETWEEN_LOOKS);
                }
                return false;
            }
            report(workers.goingOn());
        }
        stopping = null;
        return true;
    }

    private void report(List<Workers.Job> goingOn) {
        for (Workers.Job job : goingOn) {
            loop.uncaught(job.work(), job.goesOn(loop));
        }
    }

    private boolean goesOn() {
        return passes < PASSES && rounds < ROUNDS && turns < LAST_TURNS;
    }

    private boolean mayPass() {
        return passes < PASSES && rounds < ROUNDS && !loop.registry.isEmpty();
    }

    /** Cancels the tasks that are there now. */
    private void beginPass() {
        passes++;
        if (passes > PATIENT_PASSES) {
            loop.refuseStarts();
        }
        List<TaskImpl<?>> tasks = loop.registry.snapshot();
        for (TaskImpl<?> task : tasks) {
            task.cancel("the event loop is closing");
        }
        reached = false;
        TimerNode end = Deadline.of(this);
        limit = end;
        loop.addTimer(end, nanos);
        time = loop.now();
        standing = 0;
        pass = tasks;
    }

    private void countStanding() {
        long now = loop.now();
        standing = now == time ? standing + 1 : 0;
        time = now;
    }

    /** Ends the pass if its tasks have ended, or if they take too long. Returns whether it has ended. */
    private boolean endsPass(List<TaskImpl<?>> tasks) {
        boolean unfinished = anyUnfinished(tasks);
        if (unfinished && !reached && standing <= TURNS_WITHOUT_TIME) {
            return false;
        }
        loop.removeTimer(Unchecked.present(limit));
        pass = null;
        if (unfinished) {
            rounds++;
        }
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
