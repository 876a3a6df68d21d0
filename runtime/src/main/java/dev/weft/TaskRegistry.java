package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a loop, so that none is lost because nobody else refers to it.
 *
 * <p>Invariant: the task at {@code i} has {@code place == i}, for all below {@code size}; places from there on are null.
 * Changed by the loop's thread only. When a task is taken out, the last one moves into its place; so others, who may look
 * at any time, look from the end: what moves meanwhile they see twice, not never. It lies in pages, as {@link TimerHeap}.
 */
final class TaskRegistry {
    /** The first page starts with so many places. */
    private static final int LEAST = 16;

    private static final int SHIFT = 10;
    private static final int PAGE = 1 << SHIFT;
    private static final int MASK = PAGE - 1;

    /** So many places are kept, though they are empty. */
    private static final int KEPT = 64 * PAGE;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Task[].class);

    /** Replaced, not changed, when a page is added, grows or goes. Any thread may read. */
    private volatile @Nullable Task<?>[][] pages = new Task<?>[1][LEAST];

    /** Owned by the loop's thread, as what follows. */
    private int capacity = LEAST;

    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(Task<?> task) {
        if (size == capacity) {
            grow();
        }
        task.place = size;
        put(size++, task);
    }

    void remove(Task<?> task) {
        int end = --size;
        Task<?> last = Unchecked.present(pages[end >> SHIFT][end & MASK]);
        if (last != task) {
            last.place = task.place;
            put(task.place, last);
        }
        put(end, null);
        if (capacity > KEPT && capacity - size >= 2 * PAGE) {
            capacity -= PAGE;
            pages = Arrays.copyOf(pages, capacity >> SHIFT);
        }
    }

    private void put(int place, @Nullable Task<?> task) {
        PLACE.setRelease(pages[place >> SHIFT], place & MASK, task);
    }

    private void grow() {
        @Nullable Task<?>[][] grown;
        if (capacity < PAGE) {
            capacity <<= 1;
            grown = new Task<?>[][] {Arrays.copyOf(pages[0], capacity)};
        } else {
            grown = Arrays.copyOf(pages, pages.length + 1);
            grown[pages.length] = new Task<?>[PAGE];
            capacity += PAGE;
        }
        pages = grown;
    }

    /** Those that have not ended, oldest first. Any thread. */
    List<Task<?>> snapshot() {
        @Nullable Task<?>[][] now = pages;
        Set<Task<?>> seen = new LinkedHashSet<>();
        for (int number = now.length - 1; number >= 0; number--) {
            @Nullable Task<?>[] page = now[number];
            for (int i = page.length - 1; i >= 0; i--) {
                Task<?> task = (Task<?>) PLACE.getAcquire(page, i);
                if (task != null && !task.isDone()) {
                    seen.add(task);
                }
            }
        }
        List<Task<?>> sorted = new ArrayList<>(seen);
        if (sorted.size() > 1) { // a program that ends has none, and does not make the comparator
            Collections.reverse(sorted); // which is nearly it
            sorted.sort(Comparator.comparingInt(task -> task.number));
        }
        return sorted;
    }
}
