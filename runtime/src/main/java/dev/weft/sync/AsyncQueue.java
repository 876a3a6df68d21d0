package dev.weft.sync;

import dev.weft.Coroutine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between tasks: who puts into a full one waits, who takes from an empty one waits.
 *
 * <p>Invariant: who takes waits only while {@code items} is empty, who puts only while it is full. An item goes from
 * hand to hand under the monitor, so a cancelled wait loses none. May be used from any thread and by tasks of several
 * loops.
 *
 * @param <T> the items; not null
 */
public final class AsyncQueue<T> {
    private final Object monitor = new Object();
    private final WaitQueue<Take> taking = new WaitQueue<>();
    private final WaitQueue<Put> putting = new WaitQueue<>();
    private final WaitQueue<Wait<Void>> joining = new WaitQueue<>();
    private final Queue<T> items;
    private final int capacity;

    /** Items that were put in and for which nobody has called {@link #taskDone()}. */
    private int unfinished;

    private boolean shutDown;

    private AsyncQueue(int capacity, Queue<T> items) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a queue: " + capacity);
        }
        this.capacity = capacity;
        this.items = items;
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
        return new AsyncQueue<>(capacity, new Stack<>());
    }

    /**
     * A queue that gives the least item first.
     *
     * @param capacity how many items it holds; at least 1
     * @param order what is least
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
        return new Put(Objects.requireNonNull(item)).coroutine();
    }

    /**
     * {@return a coroutine that takes an item out, and waits while there is none} It throws {@link
     * QueueShutDownException} if the queue is shut down and empty.
     */
    public Coroutine<T> take() {
        return new Take().coroutine();
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
        Wait<?> taker;
        synchronized (monitor) {
            if (shutDown) {
                throw new QueueShutDownException();
            }
            if (items.size() >= capacity) {
                return false;
            }
            unfinished++;
            taker = offer(item);
        }
        Wait.wakeUp(taker);
        return true;
    }

    /**
     * {@return an item, or null if there is none now}
     *
     * @throws QueueShutDownException if the queue is shut down and empty
     */
    public @Nullable T poll() {
        T item;
        Wait<?> putter;
        synchronized (monitor) {
            item = items.poll();
            if (item == null && shutDown) {
                throw new QueueShutDownException();
            }
            putter = item == null ? null : admit();
        }
        Wait.wakeUp(putter);
        return item;
    }

    /** {@return how many items are in the queue} */
    public int size() {
        synchronized (monitor) {
            return items.size();
        }
    }

    /** {@return a coroutine that waits until {@link #taskDone()} was called for every item} */
    public Coroutine<Void> join() {
        return new Join().coroutine();
    }

    /**
     * Says that what was to be done with one item is done.
     *
     * @throws IllegalStateException if it is called more often than items were put in
     */
    public void taskDone() {
        List<Wait<Void>> joined;
        synchronized (monitor) {
            if (unfinished == 0) {
                throw new IllegalStateException("taskDone() was called more often than items were put in");
            }
            unfinished--;
            joined = joinedIfFinished();
        }
        joined.forEach(Wait::wakeUp);
    }

    /**
     * Refuses items from now on. Those who wait to put get a {@link QueueShutDownException}; those who take get it when
     * the queue is empty.
     *
     * @param immediate whether the items that are in are dropped, and count as done
     */
    public void shutdown(boolean immediate) {
        List<Wait<?>> ended = new ArrayList<>();
        synchronized (monitor) {
            shutDown = true;
            if (immediate) {
                unfinished -= items.size();
                items.clear();
            }
            ended.addAll(putting.pollAll());
            if (items.isEmpty()) {
                ended.addAll(taking.pollAll());
            }
            ended.forEach(wait -> wait.fail(new QueueShutDownException()));
            ended.addAll(joinedIfFinished());
        }
        ended.forEach(Wait::wakeUp);
    }

    private List<Wait<Void>> joinedIfFinished() {
        if (unfinished > 0) {
            return List.of();
        }
        List<Wait<Void>> joined = joining.pollAll();
        joined.forEach(wait -> wait.grant(null));
        return joined;
    }

    /** Gives an item to whoever waits for one, or keeps it; gives whom to wake. */
    private @Nullable Wait<?> offer(T item) {
        Take taker = taking.poll();
        if (taker == null) {
            items.add(item);
        } else {
            taker.grant(item);
        }
        return taker;
    }

    /** There is room: lets in the item of whoever waits to put one; gives whom to wake. */
    private @Nullable Wait<?> admit() {
        Put putter = items.size() < capacity ? putting.poll() : null;
        if (putter != null) {
            unfinished++;
            items.add(putter.item);
            putter.grant(null);
        }
        return putter;
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return "queue: " + items.size() + " of " + capacity + ", " + putting.size() + " putting, " + taking.size()
                    + " taking" + (shutDown ? ", shut down" : "");
        }
    }

    private final class Put extends Wait<Void> {
        private final T item;

        Put(T item) {
            super(monitor, putting);
            this.item = item;
        }

        @Override
        boolean attempt() {
            if (shutDown) {
                fail(new QueueShutDownException());
                return true;
            }
            if (items.size() >= capacity) {
                return false;
            }
            unfinished++;
            Wait<?> taker = offer(item);
            if (taker != null) {
                wakeLater(taker);
            }
            grant(null);
            return true;
        }

        /** Takes the item out again, unless somebody has taken it: then the put has happened. */
        @Override
        @Nullable
        Wait<?> giveBack() {
            if (!items.remove(item)) {
                return null;
            }
            unfinished--;
            return admit();
        }

        @Override
        public String toString() {
            return "put into " + AsyncQueue.this;
        }
    }

    private final class Take extends Wait<T> {
        Take() {
            super(monitor, taking);
        }

        @Override
        boolean attempt() {
            T item = items.poll();
            if (item == null) {
                if (shutDown) {
                    fail(new QueueShutDownException());
                }
                return shutDown;
            }
            grant(item);
            Wait<?> putter = admit();
            if (putter != null) {
                wakeLater(putter);
            }
            return true;
        }

        /** The item goes to the next who waits, or back to where it came from. */
        @Override
        @Nullable
        Wait<?> giveBack() {
            T item = granted();
            if (item == null) {
                return null;
            }
            if (taking.isEmpty() && items instanceof ArrayDeque<T> deque) {
                deque.addFirst(item);
                return null;
            }
            return offer(item);
        }

        @Override
        public String toString() {
            return "take from " + AsyncQueue.this;
        }
    }

    private final class Join extends Wait<Void> {
        Join() {
            super(monitor, joining);
        }

        @Override
        boolean attempt() {
            if (unfinished > 0) {
                return false;
            }
            grant(null);
            return true;
        }

        @Override
        @Nullable
        Wait<?> giveBack() {
            return null;
        }

        @Override
        public String toString() {
            return "join of " + AsyncQueue.this;
        }
    }
}
