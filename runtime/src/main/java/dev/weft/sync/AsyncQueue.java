package dev.weft.sync;

import dev.weft.Coroutine;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between tasks: who puts into a full one waits, who takes from an empty one waits.
 *
 * <p>An item goes from hand to hand, so a cancelled wait loses none. May be used from any thread and by tasks of several
 * loops.
 *
 * @param <T> the items; not null
 */
public final class AsyncQueue<T> {
    private final QueueState<T> state;

    private AsyncQueue(int capacity, Queue<T> items) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a queue: " + capacity);
        }
        state = new QueueState<>(capacity, items);
    }

    /**
     * A queue that gives the oldest item first.
     *
     * @param capacity how many items it holds; at least 1
     * @param <T> the items
     * @return the queue
     */
    public static <T> AsyncQueue<T> fifo(int capacity) {
        return new AsyncQueue<>(capacity, new ArrayDeque<>());
    }

    /**
     * A queue that gives the newest item first.
     *
     * @param capacity how many items it holds; at least 1
     * @param <T> the items
     * @return the queue
     */
    public static <T> AsyncQueue<T> lifo(int capacity) {
        return new AsyncQueue<>(capacity, new LifoQueue<>());
    }

    /**
     * A queue that gives the least item first.
     *
     * @param capacity how many items it holds; at least 1
     * @param order what is least; called while the queue is locked, so it must not use the queue
     * @param <T> the items
     * @return the queue
     */
    public static <T> AsyncQueue<T> priority(int capacity, Comparator<? super T> order) {
        return new AsyncQueue<>(capacity, new PriorityQueue<T>(order));
    }

    /**
     * A coroutine that puts an item in, and waits while the queue is full. It throws {@link QueueShutDownException} if
     * the queue is, or gets, shut down.
     *
     * @param item the item
     * @return the coroutine, to be awaited
     */
    public Coroutine<Void> put(T item) {
        return new WaitNode<>(state.putting, Objects.requireNonNull(item));
    }

    /**
     * {@return a coroutine that takes an item out, and waits while there is none} It throws {@link
     * QueueShutDownException} if the queue is shut down and empty.
     */
    public Coroutine<T> take() {
        return new WaitNode<>(state.taking, null);
    }

    /**
     * Puts an item in if there is room.
     *
     * @param item the item
     * @return whether it is in
     * @throws QueueShutDownException if the queue is shut down
     */
    public boolean tryPut(T item) {
        Objects.requireNonNull(item);
        WaitNode<?> taker;
        state.guard.lock();
        try {
            if (state.shutDown) {
                throw new QueueShutDownException();
            }
            if (state.items.size() >= state.capacity) {
                return false;
            }
            taker = state.offer(item);
        } finally {
            state.guard.unlock();
        }
        WaitNode.wakeAll(taker);
        return true;
    }

    /**
     * {@return an item, or null if there is none now}
     *
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public @Nullable T poll() {
        T item;
        WaitNode<?> putter;
        state.guard.lock();
        try {
            item = state.items.poll();
            if (item == null && state.shutDown) {
                throw new QueueShutDownException();
            }
            putter = item == null ? null : state.admit();
        } finally {
            state.guard.unlock();
        }
        WaitNode.wakeAll(putter);
        return item;
    }

    /** {@return how many items are in the queue} */
    public int size() {
        state.guard.lock();
        try {
            return state.items.size();
        } finally {
            state.guard.unlock();
        }
    }

    /** {@return a coroutine that waits until {@link #taskDone()} was called for every item} */
    public Coroutine<Void> join() {
        return new WaitNode<>(state.joining, null);
    }

    /**
     * Says that what was to be done with one item is done.
     *
     * @throws IllegalStateException if it is called more often than items were put in
     */
    public void taskDone() {
        WaitNode<?> joined;
        state.guard.lock();
        try {
            if (state.unfinished == 0) {
                throw new IllegalStateException("taskDone() was called more often than items were put in");
            }
            state.unfinished--;
            joined = state.joinedIfFinished();
        } finally {
            state.guard.unlock();
        }
        WaitNode.wakeAll(joined);
    }

    /**
     * Refuses items from now on. Those who wait to put get a {@link QueueShutDownException}; those who take get it when
     * the queue is empty.
     *
     * @param immediate whether the items that are in are dropped, and count as done
     */
    public void shutdown(boolean immediate) {
        WaitNode<?> putters;
        WaitNode<?> takers;
        WaitNode<?> joined;
        state.guard.lock();
        try {
            state.shutDown = true;
            if (immediate) {
                state.unfinished -= state.items.size();
                state.items.clear();
            }
            putters = state.putting.failAll(QueueShutDownException::new);
            takers = state.items.isEmpty() ? state.taking.failAll(QueueShutDownException::new) : null;
            joined = state.joinedIfFinished();
        } finally {
            state.guard.unlock();
        }
        WaitNode.wakeAll(putters);
        WaitNode.wakeAll(takers);
        WaitNode.wakeAll(joined);
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
