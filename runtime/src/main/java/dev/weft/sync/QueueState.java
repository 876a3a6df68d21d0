package dev.weft.sync;

import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The items of a queue, and the tasks that wait for it.
 *
 * <p>Invariant: a task waits to take only while {@code items} is empty, and to put only while it is full. All fields
 * are guarded by {@code guard}. Hold {@code guard} while calling these methods. Each returns the waits to wake; wake
 * them after releasing it.
 */
final class QueueState<T> {
    final SpinLock guard;
    final WaitQueue<T> taking;

    /** Each of these waits brings its item along. */
    final WaitQueue<Void> putting;

    final WaitQueue<Void> joining;
    final Queue<T> items;
    final int capacity;

    /** The number of items that were put in and for which {@link AsyncQueue#taskDone()} has not been called. */
    int unfinished;

    boolean shutDown;

    QueueState(int capacity, Queue<T> items) {
        this(capacity, items, new SpinLock());
    }

    QueueState(int capacity, Queue<T> items, SpinLock guard) {
        this.capacity = capacity;
        this.items = items;
        this.guard = guard;
        taking = new Taking();
        putting = new Putting();
        joining = new Joining();
    }

    /** See {@link WaitQueue#beforeWaking}. */
    void beforeWaking() {
        taking.beforeWaking();
        putting.beforeWaking();
        joining.beforeWaking();
    }

    /** Releases the waits for the end if all items are done. Returns the waits to wake. */
    @Nullable
    WaitNode<?> joinedIfFinished() {
        return unfinished > 0 ? null : joining.letAllGo();
    }

    /** Hands an item to the task that has waited longest for one, or stores it. Returns the wait to wake. */
    @Nullable
    WaitNode<?> offer(T item) {
        WaitNode<T> taker = taking.grantFirst(item);
        if (taker == null) {
            items.add(item);
        }
        unfinished++;
        return taker;
    }

    /**
     * Takes in the item of the task that has waited longest to put one; there must be room. If the comparator throws,
     * that task gets it, and the next one has its turn. Returns the waits to wake.
     */
    @Nullable
    WaitNode<?> admit() {
        WaitNode<?> first = null;
        WaitNode<?> last = null;
        boolean admitted = false;
        while (!admitted) {
            WaitNode<Void> putter = putting.poll();
            if (putter == null) {
                break;
            }
            try {
                items.add(itemOf(putter));
                unfinished++;
                putter.grant(null);
                admitted = true;
            } catch (Throwable ofTheComparator) {
                putter.fail(ofTheComparator);
            }
            if (last == null) {
                first = putter;
            } else {
                last.after = putter;
            }
            last = putter;
        }
        return first;
    }

    @SuppressWarnings("unchecked") // see AsyncQueue.put
    private T itemOf(WaitNode<Void> putter) {
        return (T) Objects.requireNonNull(putter.brought());
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "queue: " + items.size() + " of " + capacity + ", " + putting.size() + " putting, " + taking.size()
                    + " taking" + (shutDown ? ", shut down" : "");
        } finally {
            guard.unlock();
        }
    }

    private final class Taking extends WaitQueue<T> {
        Taking() {
            super(QueueState.this.guard);
        }

        @Override
        boolean attempt(WaitNode<T> wait, TaskImpl<?> task) {
            QueueState.this.beforeWaking();
            T item = items.poll();
            if (item == null) {
                if (shutDown) {
                    throw new QueueShutDownException();
                }
                return false;
            }
            wait.grant(item);
            wait.after = admit();
            return true;
        }

        @Override
        public String toString() {
            return "take from " + QueueState.this;
        }
    }

    private final class Putting extends WaitQueue<Void> {
        Putting() {
            super(QueueState.this.guard);
        }

        @Override
        boolean attempt(WaitNode<Void> wait, TaskImpl<?> task) {
            if (shutDown) {
                throw new QueueShutDownException();
            }
            if (items.size() >= capacity) {
                return false;
            }
            QueueState.this.beforeWaking();
            wait.after = offer(itemOf(wait));
            wait.grant(null);
            return true;
        }

        @Override
        public String toString() {
            return "put into " + QueueState.this;
        }
    }

    private final class Joining extends WaitQueue<Void> {
        Joining() {
            super(QueueState.this.guard);
        }

        @Override
        boolean attempt(WaitNode<Void> wait, TaskImpl<?> task) {
            return unfinished == 0;
        }

        @Override
        public String toString() {
            return "join of " + QueueState.this;
        }
    }
}
