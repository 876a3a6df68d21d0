package dev.weft;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they end: the n-th coroutine gives the outcome of the n-th that ends.
 *
 * <p>Invariant: {@code done} or {@code waiting} is empty. A task that ends goes to the one that waits longest; a waiter
 * that is cancelled leaves the queue before it has got one. Owned by the loop's thread.
 */
final class Completed<T> implements Iterator<Coroutine<T>> {
    private final ArrayDeque<Task<?>> done = new ArrayDeque<>();
    private final ArrayDeque<Next> waiting = new ArrayDeque<>();
    private int left;

    Completed(Collection<? extends Awaitable<? extends T>> all) {
        EventLoop loop = EventLoop.running();
        Set<Task<?>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Task<?> task : Children.tasks(Children.copyOf(all), loop)) {
            if (distinct.add(task)) {
                left++;
                task.observed = true;
                if (task.isDone()) {
                    done.add(task);
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

    private void ended(Task<?> task) {
        Next first = waiting.poll();
        if (first == null) {
            done.add(task);
        } else {
            first.got = task;
            first.waiter.woken();
        }
    }

    private final class End extends Observer {
        End(Task<?> observed, EventLoop home) {
            super(observed, home);
        }

        @Override
        void notified() {
            ended(observed);
        }
    }

    /** Waits for the next one that ends. */
    private final class Next extends Coroutine<T> implements WaitingFor {
        private @Nullable Task<?> got;
        private Task<?> waiter = Unchecked.present(null);

        @Override
        @Nullable
        Object start(Task<?> task) throws Throwable {
            if (waiter != null) {
                throw alreadyUsed();
            }
            waiter = task;
            Task<?> ready = done.poll();
            if (ready != null) {
                return task.ready(ready.outcomeFor(task, false));
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
