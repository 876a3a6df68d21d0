package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.abi.Activation;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.TaskObserver;
import dev.weft.internal.task.WaitSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they end: the n-th coroutine has the outcome of the n-th task that ends.
 *
 * <p>Invariant: {@code done} or {@code waiting} is empty. A task that ends goes to the coroutine that has waited
 * longest. A coroutine that is cancelled leaves the queue before it has received a task. Owned by the loop's thread.
 */
public final class CompletionOrder<T> implements Iterator<Coroutine<T>> {
    private final ArrayDeque<TaskImpl<?>> done = new ArrayDeque<>();
    private final ArrayDeque<Next> waiting = new ArrayDeque<>();
    private int left;

    /**
     * Begins an iteration: starts each awaitable that is not a task.
     *
     * @param all the awaitables
     */
    public CompletionOrder(Collection<? extends Awaitable<? extends T>> all) {
        EventLoopImpl loop = EventLoopImpl.running();
        Set<TaskImpl<?>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TaskImpl<?> task : TaskStarter.tasks(TaskStarter.copyOf(all), loop)) {
            if (distinct.add(task)) {
                left++;
                task.markObserved();
                if (task.isDone()) {
                    keep(task, loop);
                } else {
                    new End(task, loop).observe();
                }
            }
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Coroutine<T> next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        left--;
        return new Next();
    }

    private void keep(TaskImpl<?> task, EventLoopImpl loop) {
        done.add(task);
        if (task.failure() != null) {
            loop.reportAtClose(task);
        }
    }

    private void ended(TaskImpl<?> task, EventLoopImpl loop) {
        Next first = waiting.poll();
        if (first == null) {
            keep(task, loop);
        } else {
            first.got = task;
            first.waiter.wake();
        }
    }

    private final class End extends TaskObserver {
        private final EventLoopImpl home;

        End(TaskImpl<?> observed, EventLoopImpl home) {
            super(observed, home);
            this.home = home;
        }

        @Override
        protected void notified() {
            ended(observed, home);
        }
    }

    /** Waits for the next task that ends. */
    private final class Next extends Activation<T> implements WaitSource {
        private @Nullable TaskImpl<?> got;
        private TaskImpl<?> waiter = Unchecked.present(null);

        @Override
        protected @Nullable Object start(FrameDriver driver) throws Throwable {
            TaskImpl<?> task = (TaskImpl<?>) driver;
            if (waiter != null) {
                throw alreadyUsed();
            }
            task.beforeTaking();
            waiter = task;
            TaskImpl<?> ready = done.poll();
            if (ready != null) {
                return Suspension.await(ready, task);
            }
            task.loopFor("asCompleted");
            task.beforeParking();
            waiting.add(this);
            task.park(this);
            return Frame.SUSPENDED;
        }

        @Override
        public boolean abandon() {
            return waiting.remove(this);
        }

        @Override
        public @Nullable Object outcome() throws Throwable {
            return Unchecked.present(got).outcomeFor(waiter, true);
        }
    }
}
