package dev.weft.sync;

import java.util.ArrayDeque;

/**
 * A deque that, used as a queue, returns the newest item first.
 *
 * @param <T> the type of the items
 */
final class LifoQueue<T> extends ArrayDeque<T> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean add(T item) {
        addFirst(item);
        return true;
    }
}
