package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The part of a task that belongs to a loop: how it gets there, its steps, and how others' wake-ups reach it.
 *
 * <p>Invariant: a task that has not ended is in its loop's list of unfinished ones, and in its ready queue exactly while
 * its phase says so.
 */
abstract sealed class Running extends Completion permits Task {
    /** The place in the loop's registry of unfinished tasks. Owned by the loop's thread. */
    int place;

    /** The innermost binding of context locals. Owned by the thread that runs the task. */
    @Nullable
    Binding context;

    /** Counts the loop's tasks; set once, before or when the loop takes the task up. */
    int number;

    private Task<?> self() {
        return (Task<?>) this;
    }

    /** Awaits this task in another. */
    final @Nullable Object await(Task<?> task) throws Throwable {
        if (ended()) {
            return task.ready(outcomeFor(task, false));
        }
        if (task == this) {
            throw new IllegalStateException(this + " awaits itself");
        }
        Deadlocks.check(task, self(), this);
        task.beforeParking();
        if (task.loop == null) {
            // Without a loop there is no thread to come back to; a future has the atomics for that.
            return StageWaiter.await(self().toCompletableFuture().copy(), task);
        }
        TaskWaiter waiter = new TaskWaiter(self(), task);
        task.park(waiter);
        waiter.observe();
        return Frame.SUSPENDED;
    }

    final void traceAwaited(Throwable failure, Task<?> awaiting, boolean suspended) {
        if (firstAwaited()) {
            Traces.received(failure, awaiting, suspended);
        }
    }

    /** What the task waits for, or is about to, has come. On any thread; once. */
    void wokenBy(WaitingFor source) {
        EventLoop here = loopFor("a wake-up");
        if (here.isOnThread()) {
            wokenHere(source);
        } else {
            here.post(source instanceof QueueNode node ? node : new WakeUp(self(), source));
        }
    }

    @Override
    final void resumeSoon() {
        loopFor("a wake-up").enqueue(this);
    }

    /** Only a hot method's task can be without a loop. */
    void cancelWithoutLoop(@Nullable String reason) {
        throw new AssertionError();
    }

    final void reportUncaught(Object subject, Throwable failure) {
        EventLoop here = loop;
        if (here != null) {
            here.uncaught(subject, failure);
        } else {
            Uncaught.log(subject, failure);
        }
    }

    /** What is bound where the task's code runs. */
    @Nullable
    Binding bindings() {
        return context;
    }

    /** Becomes a task of this loop. On its thread. */
    final void join(EventLoop running) {
        loop = running;
        running.adopt(self());
    }

    /** A task started by another thread reaches its loop. */
    @Override
    final void arrive(LoopCore core) {
        EventLoop here = (EventLoop) core;
        here.adopt(self());
        here.enqueue(this);
    }

    /** One step: runs the coroutine until it ends or parks again. */
    @Override
    final void run() {
        byte before = phase;
        if (before >= SUCCEEDED) {
            return;
        }
        EventLoop here = loopFor("a step");
        here.enterStep();
        phase = RUNNING;
        budget = MAX_BUDGET;
        if (Hooks.onSteps) {
            stepWithHooks(before);
        } else if (step(before)) {
            end();
        }
        here.exitStep();
    }

    private void stepWithHooks(int before) {
        if (Carried.step(this, before)) {
            end();
        } else if (Flight.on) {
            TaskEvents.suspended(self());
        }
    }

    /** Runs frames until the last has ended, or all wait; {@code before} was the phase. */
    final boolean step(int before) {
        if (before == PENDING) {
            return begin();
        }
        if (before != YIELDED) { // there is nothing to collect
            collect(before == CANCELLING);
        }
        return drive();
    }

    @Override
    void finished() {
        EventLoop here = loop;
        if (here != null) {
            here.forget(self());
        }
    }
}
