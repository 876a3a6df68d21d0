package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.internal.wait.SpinLock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between tasks. A task that puts into a full queue waits, and so does a task that takes from an empty
 * one.
 *
 * <p>An item is handed over directly to the task that waits, so a cancelled wait loses no item. The order of a queue holds
 * among the items that lie in it: a task that waits gets the item that is put first, in a LIFO or priority queue, too, even
 * if another is put before that task runs.
 *
 * <p>May be used from any thread and by tasks of several loops.
 *
 * @param <T> the type of the items, which are not null
 * @since 0.1
 */
public final class AsyncQueue<T> {
    private final QueueState<T> state;

    private AsyncQueue(int capacity, Queue<T> items, SpinLock guard) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a queue: " + capacity);
        }
        state = new QueueState<>(capacity, items, guard);
    }

    /**
     * Returns a new queue that hands out the oldest item first.
     *
     * @param capacity how many items it holds; at least 1
     * @param <T> the type of the items
     * @return the queue
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public static <T> AsyncQueue<T> fifo(int capacity) {
        return new AsyncQueue<>(capacity, new ArrayDeque<>(), new SpinLock());
    }

    /**
     * Returns a new queue that hands out the newest item first.
     *
     * @param capacity how many items it holds; at least 1
     * @param <T> the type of the items
     * @return the queue
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public static <T> AsyncQueue<T> lifo(int capacity) {
        return new AsyncQueue<>(capacity, new LifoQueue<>(), new SpinLock());
    }

    /**
     * Returns a new queue that hands out the least item first, of equal ones the oldest. An item that finds a task
     * waiting is handed over to it at once.
     *
     * @param capacity how many items it holds; at least 1
     * @param order compares items; what it throws is thrown by the put whose item it was asked about; called while the
     *     queue is locked, so it must not use the queue, which would throw an {@link IllegalStateException}
     * @param <T> the type of the items
     * @return the queue
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public static <T> AsyncQueue<T> priority(int capacity, Comparator<? super T> order) {
        SpinLock guard = new SpinLock();
        return new AsyncQueue<>(capacity, new PriorityItems<T>(Objects.requireNonNull(order), guard), guard);
    }

    /**
     * Returns a coroutine that puts an item in, and waits while the queue is full. It throws
     * {@link QueueShutDownException} if the queue is shut down, before or while it waits. A cancelled wait puts nothing
     * in.
     *
     * @param item the item, not null
     * @return the coroutine, for single use
     */
    @CheckReturnValue
    public Coroutine<Void> put(T item) {
        return new WaitNode<>(state.putting, Objects.requireNonNull(item));
    }

    /**
     * {@return a coroutine that takes an item out, and waits while there is none} It throws {@link
     * QueueShutDownException} if the queue is shut down and empty. A cancelled wait takes nothing.
     */
    @CheckReturnValue
    public Coroutine<T> take() {
        return new WaitNode<>(state.taking, null);
    }

    /**
     * Returns a stream that takes an item out each time one is asked for, and waits while there is none. It ends when the
     * queue is shut down and empty. To close it leaves the queue as it is. Several streams of one queue share its items.
     *
     * <p>An item that was taken is given, so none is lost by a cancellation. {@link #taskDone()} is the consumer's to call.
     *
     * @return the stream, for single use
     */
    @CheckReturnValue
    public AsyncStream<T> stream() {
        return new QueueStream<>(this);
    }

    /**
     * Puts an item in if there is room.
     *
     * @param item the item
     * @return whether the item was put in
     * @throws QueueShutDownException if the queue is shut down
     */
    public boolean tryPut(T item) {
        Objects.requireNonNull(item);
        WaitNode<?> taker;
        state.guard.lock();
        try {
            state.beforeWaking();
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
     * Takes an item out without waiting.
     *
     * @return the item, or null if the queue is empty
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public @Nullable T poll() {
        T item;
        WaitNode<?> putter;
        state.guard.lock();
        try {
            state.beforeWaking();
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

    /** {@return the number of items in the queue} */
    public int size() {
        state.guard.lock();
        try {
            return state.items.size();
        } finally {
            state.guard.unlock();
        }
    }

    /**
     * {@return a coroutine, for single use, that waits until {@link #taskDone()} has been called for every item that
     * was put in} A cancelled wait changes nothing.
     */
    @CheckReturnValue
    public Coroutine<Void> join() {
        return new WaitNode<>(state.joining, null);
    }

    /**
     * Marks the work on one item as done.
     *
     * @throws IllegalStateException if it is called more often than items were put in
     */
    public void taskDone() {
        WaitNode<?> joined;
        state.guard.lock();
        try {
            state.beforeWaking();
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
     * Shuts the queue down: it refuses items from now on. Tasks that wait to put get a {@link QueueShutDownException}.
     * Tasks that take get it when the queue is empty.
     *
     * @param immediate whether to drop the items in the queue; they count as done
     */
    public void shutdown(boolean immediate) {
        WaitNode<?> putters;
        WaitNode<?> takers;
        WaitNode<?> joined;
        state.guard.lock();
        try {
            state.beforeWaking();
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
