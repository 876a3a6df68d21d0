package dev.weft.internal.produce;

import dev.weft.AsyncStream.Overflow;
import dev.weft.internal.loop.Unchecked;
import java.util.ArrayDeque;
import java.util.List;

/** Items that are taken one by one, the oldest first; at most so many, unless they are forced in. */
final class Items extends Store {
    private final ArrayDeque<Object> items = new ArrayDeque<>();
    private final int capacity;
    private final Overflow full;

    /**
     * Creates a store without items.
     *
     * @param capacity how many it holds; 0 if each stays with who has made it until it is taken
     * @param full what happens to an item for which there is no room
     */
    Items(int capacity, Overflow full) {
        this.capacity = capacity;
        this.full = full;
    }

    @Override
    Object offer(Object item) {
        if (items.size() < capacity) {
            items.add(item);
            return TAKEN;
        }
        return switch (full) {
            case SUSPEND -> FULL;
            case DROP_LATEST -> item;
            case DROP_OLDEST -> {
                Object oldest = take();
                items.add(item);
                yield oldest;
            }
        };
    }

    @Override
    void force(Object item) {
        items.add(item);
    }

    @Override
    boolean isReady() {
        return !items.isEmpty();
    }

    @Override
    Object take() {
        return Unchecked.present(items.poll());
    }

    @Override
    boolean handsOver() {
        return capacity == 0;
    }

    @Override
    void drainTo(List<Object> left) {
        left.addAll(items);
        items.clear();
    }
}
