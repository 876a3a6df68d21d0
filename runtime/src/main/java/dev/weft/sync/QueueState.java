package dev.weft.sync;

import dev.weft.internal.task.TaskImpl;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a queue holds, and who waits for it.
 *
 * <p>Invariant: who takes waits only while {@code items} is empty, who puts only while it is full. All fields are guarded
 * by {@code guard}, which is held when a method is called that gives whom to wake; wake-ups come after it is released.
 */
final class QueueState<T> {
    final SpinLock guard = new SpinLock();
    final WaitQueue<T> taking = new Taking();

    /** Each brings its item along. */
    final WaitQueue<Void> putting = new Putting();

    final WaitQueue<Void> joining = new Joining();
    final Queue<T> items;
    final int capacity;

    /** Items that were put in and for which nobody has called {@link AsyncQueue#taskDone()}. */
    int unfinished;

    boolean shutDown;

    QueueState(int capacity, Queue<T> items) {
        this.capacity = capacity;
        this.items = items;
    }

    /** Lets go who waits for the end, if it has come; gives whom to wake. */
    @Nullable
    WaitNode<?> joinedIfFinished() {
        return unfinished > 0 ? null : joining.letAllGo();
    }

    /** Gives an item to whoever waits for one, or keeps it; gives whom to wake. */
    @Nullable
    WaitNode<?> offer(T item) {
        WaitNode<T> taker = taking.grantFirst(item);
        if (taker == null) {
            items.add(item);
        }
        unfinished++;
        return taker;
    }

    /** There is room: lets in the item of whoever waits to put one; gives whom to wake. */
    @Nullable
    WaitNode<?> admit() {
        WaitNode<Void> putter = putting.poll();
        if (putter != null) {
            items.add(itemOf(putter));
            unfinished++;
            putter.grant(null);
        }
        return putter;
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
