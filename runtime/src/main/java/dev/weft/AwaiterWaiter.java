package dev.weft;

import org.jspecify.annotations.Nullable;

/** A task's suspension on a user's {@link Awaiter}, and the wake-up that is given to it. */
final class AwaiterWaiter extends Waiter {
    final Awaiter<?> awaiter;

    private AwaiterWaiter(Awaiter<?> awaiter, Task<?> task) {
        super(task);
        this.awaiter = awaiter;
    }

    static @Nullable Object await(Awaiter<?> awaiter, Task<?> task) throws Throwable {
        if (awaiter.isReady()) {
            return task.ready(awaiter.result());
        }
        Deadlocks.check(task, awaiter.waitsFor(), awaiter);
        task.beforeParking();
        AwaiterWaiter waiter = new AwaiterWaiter(awaiter, task);
        awaiter.onReady(waiter::wake);
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
        return awaiter.result();
    }
}
