package dev.weft.sync;

import java.util.ArrayDeque;

/** A deque that, as a queue, gives the newest first. */
final class LifoQueue<T> extends ArrayDeque<T> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean add(T item) {
        addFirst(item);
        return true;
    }
}
