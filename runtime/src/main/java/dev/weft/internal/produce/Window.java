package dev.weft.internal.produce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items that are taken together when they are so many, or when the time since the first of them is over. */
final class Window extends TimedStore {
    private final int size;
    private List<@Nullable Object> items = new ArrayList<>();

    Window(int size) {
        this.size = size;
    }

    @Override
    Object offer(Object item) {
        if (items.size() == size) {
            return FULL;
        }
        if (items.isEmpty()) {
            timeBegins();
        }
        items.add(unmasked(item));
        return TAKEN;
    }

    @Override
    boolean isReady() {
        return items.size() == size || (!items.isEmpty() && isDue());
    }

    @Override
    Object take() {
        List<@Nullable Object> taken = items;
        items = new ArrayList<>();
        return Collections.unmodifiableList(taken);
    }

    @Override
    void drop() {
        items.clear();
    }

    /** Nobody is told of what is left. */
    @Override
    void drainTo(List<Object> left) {
        items.clear();
    }
}
