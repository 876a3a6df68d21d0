package dev.weft.internal.task;

import dev.weft.DeadlockException;
import dev.weft.abi.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's wait for another task. It waits on its own loop; the other task may be on another loop.
 *
 * <p>{@code abandoned} is owned by the waiting task's thread.
 */
final class TaskWait extends TaskObserver implements WaitSource {
    private final TaskImpl<?> waiting;
    private boolean abandoned;

    private TaskWait(TaskImpl<?> observed, TaskImpl<?> waiting) {
        super(observed, waiting.loopFor("an await"));
        this.waiting = waiting;
    }

    /** Awaits a task that has not ended. */
    static @Nullable Object await(TaskImpl<?> awaited, TaskImpl<?> task) throws Throwable {
        if (task == awaited) {
            throw new DeadlockException(awaited + " awaits itself");
        }
        Deadlocks.check(task, awaited, awaited);
        task.beforeParking();
        if (!task.hasLoop()) {
            // Without a loop there is no thread to return to. A future has the atomics for that.
            return StageWait.await(awaited.toCompletableFuture(), task);
        }
        TaskWait wait = new TaskWait(awaited, task);
        task.park(wait);
        wait.observe();
        return Frame.SUSPENDED;
    }

    @Override
    protected void notified() {
        if (!abandoned) {
            waiting.wake();
        }
    }

    /**
     * Stops waiting; always succeeds. Nothing is lost if the other task has just ended, because it keeps its outcome.
     */
    @Override
    public boolean abandon() {
        abandoned = true;
        stopObserving();
        return true;
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        return observed.outcomeFor(waiting, true);
    }

    @Override
    public Iterable<TaskImpl<?>> awaited() {
        return List.of(observed);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // only shown
    public Object described() {
        return observed;
    }
}
