package dev.weft.internal.loop;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that other threads have posted to a loop: many producers, one consumer, lock-free.
 *
 * <p>Invariant: {@code top} is the newest {@link Message} of a stack linked by {@code next}, or {@link #CLOSED} for good.
 * Producers only push; the loop's thread takes the whole stack at once and turns it round, so nodes come out in the
 * order they went in (R. K. Treiber, "Systems Programming: Coping with Parallelism", IBM RJ 5118, 1986; no ABA problem,
 * since nothing is popped singly).
 *
 * <p>Memory: what a thread did before {@link #push} happens before what the loop does with the node.
 */
final class Inbox {
    /** No handle of a variable: to make one, and to link its calls, would slow the start. */
    private static final AtomicReferenceFieldUpdater<Inbox, @Nullable Object> TOP =
            AtomicReferenceFieldUpdater.newUpdater(Inbox.class, Object.class, "top");

    /** A bound for a look at nodes that are being taken. */
    private static final int MOST_SHOWN = 10_000_000;

    private static final Object CLOSED = new Object();

    /** Any thread; changed by compare-and-set only. */
    private volatile @Nullable Object top;

    enum Pushed {
        /** The inbox was empty: the loop may have to be woken. */
        FIRST,
        /** The inbox was not empty: the thread that pushed the first node wakes the loop. */
        LATER,
        /** The inbox is closed: the node was not taken. */
        REFUSED
    }

    Pushed push(Message node) {
        while (true) {
            Object old = top;
            if (old == CLOSED) {
                return Pushed.REFUSED;
            }
            node.next = (Message) old;
            if (TOP.compareAndSet(this, old, node)) {
                return old == null ? Pushed.FIRST : Pushed.LATER;
            }
        }
    }

    boolean isEmpty() {
        Object newest = top;
        return newest == null || newest == CLOSED;
    }

    /** Removes and returns all nodes, oldest first, linked by {@code next}. The loop's thread only. */
    @Nullable
    Message takeAll() {
        Object newest = top;
        if (newest == null || newest == CLOSED) {
            return null;
        }
        return oldestFirst((Message) TOP.getAndSet(this, null));
    }

    /** Closes the inbox if it is empty. Returns whether it is closed. */
    boolean closeIfEmpty() {
        return TOP.compareAndSet(this, null, CLOSED) || top == CLOSED;
    }

    /**
     * Shows the nodes that are there, newest first. Any thread; while the loop's thread takes them it may show some of
     * them only.
     */
    void look(Consumer<Message> each) {
        Object newest = top;
        Message node = newest == CLOSED ? null : (Message) newest;
        for (int seen = 0; node != null && seen < MOST_SHOWN; seen++) {
            each.accept(node);
            node = node.next;
        }
    }

    /** Closes the inbox, so that it refuses nodes from now on. Returns the nodes that were there, oldest first. */
    @Nullable
    Message close() {
        Object rest = top == CLOSED ? CLOSED : TOP.getAndSet(this, CLOSED);
        return rest == CLOSED ? null : oldestFirst((Message) rest);
    }

    private static @Nullable Message oldestFirst(@Nullable Message newest) {
        Message head = null;
        Message node = newest;
        while (node != null) {
            Message older = node.next;
            node.next = head;
            head = node;
            node = older;
        }
        return head;
    }
}
