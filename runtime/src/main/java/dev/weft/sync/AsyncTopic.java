package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.AsyncStream.Overflow;
import dev.weft.CheckReturnValue;
import dev.weft.internal.wait.SpinLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells each item to all who have subscribed. To publish never waits: a subscriber that is too slow loses items, which ones
 * it decides when it subscribes.
 *
 * <pre>{@code
 * for (var price : await(prices.subscribe(16, Overflow.DROP_OLDEST))) {
 *     use(price);
 * }
 * }</pre>
 *
 * <p>All subscribers get the items in one order. May be used from any thread and by tasks of several loops.
 *
 * @param <T> the type of the items, which may be null
 * @since 0.1
 */
public final class AsyncTopic<T> {
    private final SpinLock guard = new SpinLock();
    private final List<Subscription<T>> subscribed = new ArrayList<>();
    private boolean closed;

    /** Creates a topic without subscribers. */
    public AsyncTopic() {}

    /**
     * Gives an item to all who have subscribed. Does nothing if nobody has. Runs no code of the subscribers.
     *
     * @param item the item
     * @throws IllegalStateException if the topic is closed
     */
    public void publish(T item) {
        WaitNode<?> woken = null;
        guard.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the topic is closed");
            }
            beforeWaking();
            for (int i = subscribed.size() - 1; i >= 0; i--) {
                woken = linked(subscribed.get(i).publish(item), woken);
            }
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(woken);
    }

    /**
     * Ends the streams of all who have subscribed, each behind the items that it has not taken yet. To close it again does
     * nothing.
     */
    public void close() {
        WaitNode<?> woken = null;
        guard.lock();
        try {
            beforeWaking();
            closed = true;
            for (int i = subscribed.size() - 1; i >= 0; i--) {
                woken = linked(subscribed.get(i).end(), woken);
            }
            subscribed.clear();
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(woken);
    }

    /** {@return the number of streams that get what is published now: they have been subscribed and neither ended nor closed} */
    public int subscribers() {
        guard.lock();
        try {
            return subscribed.size();
        } finally {
            guard.unlock();
        }
    }

    /**
     * Returns a stream of the items that are published from now on: already before it is opened. It ends when the topic is
     * closed. A stream that nobody consumes stays subscribed until it is closed.
     *
     * <p>If the task that waits for an item is cancelled, the stream ends, and is subscribed no longer.
     *
     * @param buffer how many items wait for the subscriber; at least 1
     * @param full what becomes of an item for which there is no room: {@link Overflow#DROP_OLDEST} or
     *     {@link Overflow#DROP_LATEST}
     * @return the stream, for single use. It has ended if the topic is closed
     * @throws IllegalArgumentException if {@code buffer} is less than 1, or {@code full} is {@link Overflow#SUSPEND}
     */
    @CheckReturnValue
    public AsyncStream<T> subscribe(int buffer, Overflow full) {
        if (buffer < 1) {
            throw new IllegalArgumentException("buffer of a subscriber: " + buffer);
        }
        if (Objects.requireNonNull(full, "full") == Overflow.SUSPEND) {
            throw new IllegalArgumentException("a topic does not wait for its subscribers, so one cannot SUSPEND it:"
                    + " use DROP_OLDEST or DROP_LATEST, or an AsyncQueue");
        }
        Subscription<T> made = new Subscription<>(this, guard, buffer, full == Overflow.DROP_OLDEST);
        guard.lock();
        try {
            if (closed) {
                made.end();
            } else {
                subscribed.add(made);
            }
        } finally {
            guard.unlock();
        }
        return made;
    }

    private void beforeWaking() {
        for (Subscription<T> each : subscribed) {
            each.beforeWaking();
        }
    }

    void leave(Subscription<T> subscription) {
        guard.lock();
        try {
            subscribed.remove(subscription);
        } finally {
            guard.unlock();
        }
    }

    /** Puts a node in front of others that are to be woken. */
    private static @Nullable WaitNode<?> linked(@Nullable WaitNode<?> node, @Nullable WaitNode<?> others) {
        if (node == null) {
            return others;
        }
        node.after = others;
        return node;
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "topic: " + subscribed.size() + " subscribers" + (closed ? ", closed" : "");
        } finally {
            guard.unlock();
        }
    }
}
