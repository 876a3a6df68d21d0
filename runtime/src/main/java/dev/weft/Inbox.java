package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have posted to a loop: many producers, one consumer, lock-free.
 *
 * <p>Invariant: {@code top} is the newest node of a stack linked by {@code next}, or {@link
 * #CLOSED} for good. Producers only push; the loop's thread takes the whole stack at once and
 * turns it round, so nodes come out in the order they went in (R. K. Treiber, "Systems
 * Programming: Coping with Parallelism", IBM RJ 5118, 1986; no ABA problem, since nothing is
 * popped singly).
 *
 * <p>Memory: what a thread did before {@link #push} happens before what the loop does with the
 * node.
 */
final class Inbox {
    private static final QueueNode CLOSED = new QueueNode() {
        @Override
        void run() {}
    };

    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Inbox.class, "top", QueueNode.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Any thread; changed by compare-and-set only. */
    private volatile @Nullable QueueNode top;

    enum Pushed {
        /** The inbox was empty: the loop may have to be woken. */
        FIRST,
        /** Something was there: whoever pushed it wakes the loop. */
        LATER,
        /** The inbox is closed: the node was not taken. */
        REFUSED
    }

    Pushed push(QueueNode node) {
        while (true) {
            QueueNode old = top;
            if (old == CLOSED) {
                return Pushed.REFUSED;
            }
            node.next = old;
            if (TOP.compareAndSet(this, old, node)) {
                return old == null ? Pushed.FIRST : Pushed.LATER;
            }
        }
    }

    boolean isEmpty() {
        QueueNode newest = top;
        return newest == null || newest == CLOSED;
    }

    /** Takes all that is there, oldest first, linked by {@code next}. The loop's thread only. */
    @Nullable
    QueueNode takeAll() {
        QueueNode newest = top;
        if (newest == null || newest == CLOSED) {
            return null;
        }
        return oldestFirst((QueueNode) TOP.getAndSet(this, null));
    }

    /** Refuses all that comes from now on, and gives what was there, oldest first. */
    @Nullable
    QueueNode close() {
        QueueNode rest = (QueueNode) TOP.getAndSet(this, CLOSED);
        return rest == CLOSED ? null : oldestFirst(rest);
    }

    private static @Nullable QueueNode oldestFirst(@Nullable QueueNode newest) {
        QueueNode head = null;
        QueueNode node = newest;
        while (node != null) {
            QueueNode older = node.next;
            node.next = head;
            head = node;
            node = older;
        }
        return head;
    }
}
