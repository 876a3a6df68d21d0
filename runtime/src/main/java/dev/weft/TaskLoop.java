package dev.weft;

import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of an event loop that knows tasks: those that have not ended, the one that runs, and those that failed
 * unobserved.
 *
 * <p>Invariant: a task is in {@code unfinished} from when the loop takes it up to when it ends. A failure that nobody had
 * observed then is reported when the loop is idle, or its run ends, unless somebody has observed it by then; once.
 */
abstract sealed class TaskLoop extends LoopCore permits EventLoop {
    final TaskRegistry unfinished = new TaskRegistry();

    /** Do blocking work for the loop's tasks. */
    final Workers workers = new Workers();

    /** Whether the step of a task is running. Owned by the loop's thread. */
    private boolean inStep;

    /** Counts tasks. Owned by the loop's thread. */
    private int taskCount;

    /** Failed tasks that nobody had observed when they ended. Owned by the loop's thread. */
    private List<Task<?>> unobserved = new ArrayList<>();

    /** What the run under way waits for. Owned by the loop's thread. */
    @Nullable
    Task<?> mainTask;

    volatile boolean closed;

    /** What the user has set; null as long as failures are logged. */
    private volatile @Nullable BiConsumer<Object, Throwable> handler;

    TaskLoop(Clock clock, Poller poller) {
        super(clock, poller);
    }

    final void setHandler(BiConsumer<Object, Throwable> handler) {
        this.handler = handler;
    }

    final void enterStep() {
        inStep = true;
    }

    final void exitStep() {
        inStep = false;
    }

    /** The task whose step is running, or null. On the loop's thread; from others a guess. */
    final @Nullable Task<?> currentTask() {
        return inStep && runningNode() instanceof Task<?> task ? task : null;
    }

    @Override
    final void uncaught(Object subject, Throwable failure) {
        BiConsumer<Object, Throwable> given = handler;
        if (given == null) {
            Uncaught.log(subject, failure);
            return;
        }
        try {
            given.accept(subject, failure);
        } catch (Throwable broken) {
            broken.addSuppressed(failure);
            Uncaught.log(subject, broken);
        }
    }

    @Override
    final void idle() {
        if (!unobserved.isEmpty()) {
            enqueue(new Callback(this::reportUnobserved, this));
        }
    }

    final void reportUnobserved() {
        List<Task<?>> failed = unobserved;
        if (failed.isEmpty()) {
            return;
        }
        unobserved = new ArrayList<>();
        for (Task<?> task : failed) {
            Throwable failure = task.failure();
            if (!task.observed && failure != null) {
                uncaught(task, failure);
            }
        }
    }

    /** Takes up a task that has not ended. On the loop's thread. */
    final void adopt(Task<?> task) {
        task.number = ++taskCount;
        unfinished.add(task);
        if (Flight.on) {
            TaskEvents.started(task);
        }
    }

    /** Lets go of a task that has ended. On the loop's thread. */
    final void forget(Task<?> task) {
        unfinished.remove(task);
        if (Flight.on) {
            TaskEvents.ended(task);
        }
        if (!task.observed && task.failure() != null) {
            unobserved.add(task);
        }
    }

    @Override
    final String subject() {
        Task<?> task = currentTask();
        return task == null ? "a callback" : "task " + task.name();
    }

    /** Cancels what the run under way waits for. On the loop's thread. */
    final void cancelMain(String reason) {
        Task<?> task = mainTask;
        if (task != null) {
            task.cancel(reason);
        }
    }

    /** Begins a run, on this thread. */
    final void enter() {
        if (closed) {
            throw new IllegalStateException("the event loop is closed");
        }
        ThreadLoops loops = ThreadLoops.get();
        if (loops.running != null) {
            throw new IllegalStateException(
                    "an event loop is already running on this thread; await instead of running it again");
        }
        acquire();
        loops.enter((EventLoop) this);
        // What came before goes first.
        receive();
    }

    final void exit() {
        mainTask = null;
        ThreadLoops.get().exit();
        release();
    }
}
