package dev.weft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task's suspension on a user's {@link Awaiter}, and the wake-up that is given to it. */
final class AwaiterWaiter extends Waiter {
    final Awaiter<?> awaiter;

    private AwaiterWaiter(Awaiter<?> awaiter, Task<?> task) {
        super(task);
        this.awaiter = awaiter;
    }

    static @Nullable Object await(Awaiter<?> awaiter, Task<?> task) throws Throwable {
        if (task.loop == null) {
            task.keep(); // it may come to hold what it awaits
        }
        if (awaiter.isReady()) {
            return task.ready(awaiter.result());
        }
        Task<?> owner = awaiter.waitsFor();
        Deadlocks.checkOwner(task, owner, awaiter);
        task.beforeParking();
        AwaiterWaiter waiter = new AwaiterWaiter(awaiter, task);
        awaiter.onReady(waiter);
        if (waiter.waits()) {
            task.park(waiter);
            return Frame.SUSPENDED;
        }
        return task.ready(awaiter.result());
    }

    @Override
    void abandoned() {
        try {
            awaiter.onCancelled();
        } catch (Throwable failure) {
            task.reportUncaught(awaiter, failure);
        }
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        try {
            return awaiter.result();
        } catch (Throwable failure) {
            Traces.receivedFirst(failure, task, true);
            throw failure;
        }
    }

    @Override
    public Iterable<Task<?>> awaited() {
        Task<?> owner = awaiter.waitsFor();
        return owner == null ? List.of() : List.of(owner);
    }

    @Override
    public Object described() {
        return awaiter;
    }
}
