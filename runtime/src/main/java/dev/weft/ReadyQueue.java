package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The nodes that are ready to run, first in, first out.
 *
 * <p>Invariant: linked from {@code first} by {@code next} to the last one, whose {@code next} is null. {@code last} is that
 * one, or null where there are fewer than two: so a single node that comes and goes costs one store, which collectors make
 * expensive in an old object, and not two. Owned by the loop's thread.
 */
final class ReadyQueue {
    private @Nullable QueueNode first;
    private @Nullable QueueNode last;

    void add(QueueNode node) {
        QueueNode before = last();
        if (before == null) {
            first = node;
        } else {
            before.next = node;
            last = node;
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    /** The newest node, or null. */
    @Nullable
    QueueNode last() {
        return last == null ? first : last;
    }

    /** Takes the oldest node out, or gives null. */
    @Nullable
    QueueNode take() {
        QueueNode node = first;
        if (node != null) {
            QueueNode after = node.next;
            node.next = null;
            first = after;
            if (after == last) {
                last = null;
            }
        }
        return node;
    }
}
