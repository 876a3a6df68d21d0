package dev.weft.internal.produce;

import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.ThreadState;
import dev.weft.internal.task.WaitSource;
import dev.weft.internal.wait.SpinLock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place between the tasks that make the items of a stream and the one that takes them.
 *
 * <pre>
 * OPEN → STOPPED   nobody will take anything: what is sent is not taken in
 *    ↘      ↓
 *      ENDED       nothing more will come; what is there can still be taken, unless it was stopped before
 * </pre>
 *
 * <p>Invariant: a sender is in {@code senders} exactly while its item is with it and it waits for room. {@code taker} is set
 * exactly while a task waits to take something. Who leaves before it is woken has changed nothing; otherwise exactly one
 * wake-up follows. All fields are guarded by {@code guard}; tasks are woken without it. Any thread.
 */
final class Exchange {
    /** What {@link #take} returns if there is nothing yet. */
    static final Object NOTHING = new Object();

    /** What {@link #take} returns if there will be nothing any more. */
    static final Object END = new Object();

    /** What {@link #send} returns if nothing more is taken in, and some tasks have not ended. */
    static final Object STOPPED = new Object();

    /** What {@link #send} returns if all tasks have ended. */
    static final Object ENDED = new Object();

    private final SpinLock guard = new SpinLock();
    private final ArrayDeque<Sender> senders = new ArrayDeque<>();
    private final Store store;

    /** What the taker waits for. */
    private final WaitSource taking;

    private @Nullable TaskImpl<?> taker;

    /** Also read without the lock. */
    private volatile boolean stopped;

    private boolean ended;

    /** Items of senders that waited when it ended. */
    private final List<Object> leftBySenders = new ArrayList<>(0);

    Exchange(Store store, WaitSource taking) {
        this.store = store;
        this.taking = taking;
    }

    /** Takes an item in without waiting; returns as {@link Store#offer}, {@link #STOPPED} or {@link #ENDED}. */
    Object offer(Object item) {
        Object result;
        TaskImpl<?> woken;
        guard.lock();
        try {
            if (stopped || ended) {
                return ended ? ENDED : STOPPED;
            }
            if (!senders.isEmpty()) {
                return Store.FULL;
            }
            beforeWaking();
            result = store.offer(item);
            woken = takerToWake();
        } finally {
            guard.unlock();
        }
        wake(woken);
        return result;
    }

    /**
     * Takes in the item of a sender.
     *
     * @param waits whether the sender waits if there is no room; then it must park, and call {@link #parked}
     * @return as {@link Store#offer}, {@link #STOPPED} or {@link #ENDED}
     */
    Object send(Sender sender, boolean waits) {
        Object result;
        TaskImpl<?> woken;
        guard.lock();
        try {
            if (stopped || ended) {
                return ended ? ENDED : STOPPED;
            }
            beforeWaking();
            result = senders.isEmpty() ? store.offer(sender.item()) : Store.FULL;
            if (result == Store.FULL) {
                if (waits) {
                    senders.add(sender);
                }
                return result;
            }
            sender.given();
            woken = takerToWake();
        } finally {
            guard.unlock();
        }
        wake(woken);
        return result;
    }

    /** A sender has parked. Only now who takes its item may wake it, even inside of this call. */
    void parked() {
        if (store.handsOver()) {
            changed(() -> {});
        }
    }

    /** Takes a sender out that waits no longer. Returns false if its item was taken before, or it was refused. */
    boolean leave(Sender sender) {
        guard.lock();
        try {
            return senders.remove(sender);
        } finally {
            guard.unlock();
        }
    }

    /**
     * Takes something, and lets senders in for which there is room then.
     *
     * @param waiting the task that waits if there is nothing; it must park. Null if it does not wait
     * @return what was taken, {@link #NOTHING} or {@link #END}
     */
    Object take(@Nullable TaskImpl<?> waiting) {
        Object taken = NOTHING;
        Sender woken = null;
        guard.lock();
        try {
            if (isReady()) {
                if (!senders.isEmpty()) {
                    ThreadState.reserveStack();
                }
                if (store.isReady()) {
                    taken = store.take();
                    woken = letIn();
                } else {
                    woken = senders.remove();
                    taken = woken.item();
                    woken.given();
                }
            } else if (ended) {
                return END;
            } else {
                taker = waiting;
            }
        } finally {
            guard.unlock();
        }
        wake(woken);
        return taken;
    }

    /** Stops the wait of the taker. Returns false if its wake-up is on its way. */
    boolean leaveTaker() {
        guard.lock();
        try {
            boolean waited = taker != null;
            taker = null;
            return waited;
        } finally {
            guard.unlock();
        }
    }

    /** Tells the store that a task has ended without a failure, and wakes who waits for that. */
    void succeeded(TaskImpl<?> task) {
        TaskImpl<?> woken;
        guard.lock();
        try {
            beforeWaking();
            store.succeeded(task);
            woken = takerToWake();
        } finally {
            guard.unlock();
        }
        wake(woken);
    }

    /** Changes the store, and wakes who waits for that. */
    void changed(Runnable change) {
        TaskImpl<?> woken;
        guard.lock();
        try {
            beforeWaking();
            change.run();
            woken = takerToWake();
        } finally {
            guard.unlock();
        }
        wake(woken);
    }

    /** Looks at the store. */
    <R> R look(Supplier<R> at) {
        guard.lock();
        try {
            return at.get();
        } finally {
            guard.unlock();
        }
    }

    /** Takes in the items of all senders that wait, whether there is room or not. */
    void letAllIn() {
        Sender first = null;
        guard.lock();
        try {
            beforeWaking();
            Sender last = null;
            Sender sender;
            while ((sender = senders.poll()) != null) {
                store.force(sender.item());
                sender.given();
                last = append(sender, last);
                first = first == null ? sender : first;
            }
        } finally {
            guard.unlock();
        }
        wake(first);
    }

    /** Takes nothing in from now on. */
    void stop() {
        guard.lock();
        try {
            stopped = true;
        } finally {
            guard.unlock();
        }
    }

    /** Returns whether nobody will take anything any more. */
    boolean isStopped() {
        return stopped;
    }

    /** Notes that nothing more will come: who waits to send something is refused. */
    void end(boolean failed) {
        TaskImpl<?> woken;
        Sender first = null;
        guard.lock();
        try {
            beforeWaking();
            ended = true;
            store.ended(failed);
            Sender last = null;
            Sender sender;
            while ((sender = senders.poll()) != null) {
                leftBySenders.add(sender.item());
                sender.given();
                sender.refuse();
                last = append(sender, last);
                first = first == null ? sender : first;
            }
            woken = takerToWake();
        } finally {
            guard.unlock();
        }
        wake(woken);
        wake(first);
    }

    /** Takes out all that nobody has taken, the oldest first. */
    List<Object> drain() {
        List<Object> left = new ArrayList<>();
        guard.lock();
        try {
            store.drainTo(left);
            left.addAll(leftBySenders);
            leftBySenders.clear();
        } finally {
            guard.unlock();
        }
        return left;
    }

    // ---- with the lock held

    private boolean isReady() {
        return !stopped && (store.isReady() || (store.handsOver() && !senders.isEmpty()));
    }

    /** Checks, before anything changes, that the stack is long enough to wake who waits here. */
    private void beforeWaking() {
        if (taker != null || !senders.isEmpty()) {
            ThreadState.reserveStack();
        }
    }

    /** Returns the taker if it is to go on; it does not wait any more then. */
    private @Nullable TaskImpl<?> takerToWake() {
        TaskImpl<?> waiting = taker;
        if (waiting != null && (ended || isReady())) {
            taker = null;
            return waiting;
        }
        return null;
    }

    /** Takes in the items of those senders for which there is room. Returns them, linked. */
    private @Nullable Sender letIn() {
        Sender first = null;
        Sender last = null;
        Sender sender;
        while ((sender = senders.peek()) != null && store.offer(sender.item()) != Store.FULL) {
            senders.remove();
            sender.given();
            last = append(sender, last);
            first = first == null ? sender : first;
        }
        return first;
    }

    private static Sender append(Sender sender, @Nullable Sender last) {
        if (last != null) {
            last.following = sender;
        }
        return sender;
    }

    // ---- without it

    private void wake(@Nullable TaskImpl<?> waiting) {
        if (waiting != null) {
            waiting.wakeFrom(taking);
        }
    }

    private static void wake(@Nullable Sender first) {
        Sender sender = first;
        while (sender != null) {
            Sender next = sender.following;
            sender.following = null;
            Unchecked.present(sender).wakeUp();
            sender = next;
        }
    }
}
