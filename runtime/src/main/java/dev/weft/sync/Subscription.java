package dev.weft.sync;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one who has subscribed to a topic.
 *
 * <p>Invariant: while a task waits for an item, none lies here. It leaves its topic when it ends, however it does. The items
 * are guarded by the topic's lock; null items are masked.
 */
final class Subscription<T> extends StreamFrame<T> {
    private static final int AT_ITEM = 1;
    private static final int TAKING = 2;

    private static final Object NULL = new Object();
    private static final Object END = new Object();

    private final AsyncTopic<T> topic;
    private final ArrayDeque<Object> items = new ArrayDeque<>();
    private final int capacity;
    private final boolean dropsOldest;
    private final WaitQueue<Object> taking;
    private boolean ended;

    Subscription(AsyncTopic<T> topic, SpinLock guard, int capacity, boolean dropsOldest) {
        this.topic = topic;
        this.capacity = capacity;
        this.dropsOldest = dropsOldest;
        taking = new WaitQueue<>(guard) {
            @Override
            boolean attempt(WaitNode<Object> wait, TaskImpl<?> task) {
                Object item = items.poll();
                if (item == null && !ended) {
                    return false;
                }
                wait.grant(item == null ? END : item);
                return true;
            }

            @Override
            public String toString() {
                return "next item of a topic";
            }
        };
    }

    // ---- with the lock held

    void beforeWaking() {
        taking.beforeWaking();
    }

    /** Takes an item in. Returns the wait to wake. */
    @Nullable
    WaitNode<?> publish(@Nullable Object item) {
        Object masked = item == null ? NULL : item;
        WaitNode<Object> waiting = taking.grantFirst(masked);
        if (waiting == null) {
            if (items.size() < capacity) {
                items.add(masked);
            } else if (dropsOldest) {
                items.remove();
                items.add(masked);
            }
        }
        return waiting;
    }

    /** Nothing more will come. Returns the wait to wake. */
    @Nullable
    WaitNode<?> end() {
        ended = true;
        return taking.grantFirst(END);
    }

    // ---- as a stream

    @Override
    protected Object advance(FrameDriver driver) throws Throwable {
        Object item;
        try {
            Object outcome = state > 0 ? Suspension.resumed(driver) : null;
            item = state == TAKING ? outcome : take(driver);
        } catch (Throwable failure) {
            topic.leave(this);
            throw failure;
        }
        if (item == SUSPENDED) {
            state = TAKING;
            Suspension.suspend(this, driver);
            return SUSPENDED;
        }
        if (item == END) {
            return false;
        }
        current = item == NULL ? null : item;
        state = AT_ITEM;
        return true;
    }

    /** What lies here is taken without a wait, which would be an object for each item. */
    private @Nullable Object take(FrameDriver driver) throws Throwable {
        ((TaskImpl<?>) driver).beforeTaking();
        Object item;
        taking.guard.lock();
        try {
            item = items.poll();
        } finally {
            taking.guard.unlock();
        }
        return item != null ? item : Suspension.await(new WaitNode<>(taking, null), driver, Suspension.depth(driver));
    }

    @Override
    protected @Nullable Object release(FrameDriver driver) {
        topic.leave(this);
        return null;
    }

    /** It has to leave its topic. At an item {@link #release} does that, if no other stream is around this one. */
    @Override
    protected boolean catches() {
        return state != AT_ITEM || isWithinAnother();
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncTopic.subscribe";
    }
}
