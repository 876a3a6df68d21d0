package dev.weft.sync;

import dev.weft.internal.wait.SpinLock;
import java.util.AbstractQueue;
import java.util.Comparator;
import java.util.Iterator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order of a comparator of users; equal ones in the order in which they came.
 *
 * <p>The comparator is called by {@link #offer} alone, before anything has changed: if it throws, who puts gets that, and
 * all items are as they were. A binary heap would compare when an item is taken, too, and lose items if that failed.
 */
final class PriorityItems<T> extends AbstractQueue<T> {
    private record Place<T>(T item, long age) {}

    private final TreeMap<Place<T>, T> items;
    private final SpinLock guard;
    private long age;

    PriorityItems(Comparator<? super T> order, SpinLock guard) {
        this.guard = guard;
        items = new TreeMap<>((a, b) -> a == b ? 0 : compare(order, a, b));
    }

    private int compare(Comparator<? super T> order, Place<T> a, Place<T> b) {
        int difference = guard.callUser(() -> order.compare(a.item, b.item));
        return difference != 0 ? difference : Long.compare(a.age, b.age);
    }

    @Override
    public boolean offer(T item) {
        items.put(new Place<>(item, age++), item);
        return true;
    }

    @Override
    public @Nullable T poll() {
        var first = items.pollFirstEntry();
        return first == null ? null : first.getValue();
    }

    @Override
    public @Nullable T peek() {
        var first = items.firstEntry();
        return first == null ? null : first.getValue();
    }

    @Override
    public Iterator<T> iterator() {
        return items.values().iterator();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void clear() {
        items.clear();
    }
}
