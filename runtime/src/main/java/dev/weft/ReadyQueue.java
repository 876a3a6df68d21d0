package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The nodes that are ready to run, first in, first out.
 *
 * <p>Invariant: linked from {@code first} to {@code last} by {@code next}; {@code last.next} is
 * null; both are null when it is empty. Owned by the loop's thread.
 */
final class ReadyQueue {
    private @Nullable QueueNode first;
    private @Nullable QueueNode last;

    void add(QueueNode node) {
        QueueNode before = last;
        if (before == null) {
            first = node;
        } else {
            before.next = node;
        }
        last = node;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** The newest node, or null. */
    @Nullable
    QueueNode last() {
        return last;
    }

    /** Takes the oldest node out, or gives null. */
    @Nullable
    QueueNode take() {
        QueueNode node = first;
        if (node != null) {
            QueueNode after = node.next;
            node.next = null;
            first = after;
            if (after == null) {
                last = null;
            }
        }
        return node;
    }
}
