package dev.weft.internal.task;

import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.abi.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task's suspension on a user's {@link Awaiter}, and the wake-up that the awaiter receives. */
final class AwaiterWait extends Waker {
    final Awaiter<?> awaiter;

    private AwaiterWait(Awaiter<?> awaiter, TaskImpl<?> task) {
        super(task);
        this.awaiter = awaiter;
    }

    static @Nullable Object await(Awaiter<?> awaiter, TaskImpl<?> task) throws Throwable {
        task.beforeTaking();
        task.publish(); // the task may come to hold what it awaits
        if (awaiter.isReady()) {
            return ready(awaiter, task);
        }
        TaskImpl<?> owner = (TaskImpl<?>) awaiter.waitsFor();
        Deadlocks.checkOwner(task, owner, awaiter);
        task.beforeParking();
        AwaiterWait waiter = new AwaiterWait(awaiter, task);
        awaiter.onReady(waiter);
        if (waiter.waits()) {
            task.park(waiter);
            return Frame.SUSPENDED;
        }
        return ready(awaiter, task);
    }

    private static @Nullable Object ready(Awaiter<?> awaiter, TaskImpl<?> task) throws Throwable {
        Object result;
        try {
            result = resultOf(awaiter);
        } catch (Throwable failure) {
            task.addAwaitsOnce(failure, false);
            return task.readyFailing(failure);
        }
        return task.ready(result);
    }

    private static @Nullable Object resultOf(Awaiter<?> awaiter) throws Throwable {
        try {
            return awaiter.result();
        } catch (CancelledError ofAnother) {
            throw Cancellations.of(ofAnother);
        }
    }

    @Override
    void abandoned() {
        try {
            awaiter.onCancelled();
        } catch (Throwable failure) {
            task().noteProblem(failure);
        }
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        try {
            return resultOf(awaiter);
        } catch (Throwable failure) {
            task().addAwaitsOnce(failure, true);
            throw failure;
        }
    }

    @Override
    public Iterable<TaskImpl<?>> awaited() {
        TaskImpl<?> owner = owner();
        return owner == null ? List.of() : List.of(owner);
    }

    @Override
    public @Nullable TaskImpl<?> owner() {
        try {
            return (TaskImpl<?>) awaiter.waitsFor();
        } catch (Throwable broken) {
            return null; // who asks is another task, or a tool: it is not to fail for this one
        }
    }

    @Override
    public Object described() {
        return awaiter;
    }
}
