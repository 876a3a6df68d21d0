package dev.weft.internal.task;

import dev.weft.internal.loop.Unchecked;
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
 * The unfinished tasks of a loop. It refers to them so that none is collected because nothing else does.
 *
 * <p>Invariant: for each {@code i} below {@code size} the task at {@code i} has {@code place == i}; places from
 * {@code size} on are null. Changed by the loop's thread only.
 *
 * <p>When a task is removed, the last one moves into its place. Other threads may read at any time, so they read from
 * the end: a task that moves meanwhile is seen twice, but not missed. The registry consists of pages, like
 * {@code TimerHeap}.
 */
final class TaskRegistry {
    /** Capacity of the first page when it is made. */
    private static final int LEAST = 16;

    private static final int SHIFT = 10;
    private static final int PAGE = 1 << SHIFT;
    private static final int MASK = PAGE - 1;

    /** Capacity up to which the registry is never shrunk. */
    private static final int KEPT = 64 * PAGE;

    /** Replaced, not changed, when a page is added, grows or is removed. Any thread may read it. */
    private volatile @Nullable TaskImpl<?>[][] pages = new TaskImpl<?>[1][LEAST];

    /** Owned by the loop's thread, like {@code size}. */
    private int capacity = LEAST;

    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the number of tasks. The loop's thread only. */
    int size() {
        return size;
    }

    void add(TaskImpl<?> task) {
        if (size == capacity) {
            grow();
        }
        task.place = size;
        put(size++, task);
    }

    void remove(TaskImpl<?> task) {
        int end = --size;
        TaskImpl<?> last = Unchecked.present(pages[end >> SHIFT][end & MASK]);
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

    private void put(int place, @Nullable TaskImpl<?> task) {
        VarHandle.releaseFence(); // with the store, what a handle does, which would slow the start
        pages[place >> SHIFT][place & MASK] = task;
    }

    private void grow() {
        @Nullable TaskImpl<?>[][] grown;
        if (capacity < PAGE) {
            capacity <<= 1;
            grown = new TaskImpl<?>[][] {Arrays.copyOf(pages[0], capacity)};
        } else {
            grown = Arrays.copyOf(pages, pages.length + 1);
            grown[pages.length] = new TaskImpl<?>[PAGE];
            capacity += PAGE;
        }
        pages = grown;
    }

    /** Returns the tasks that have not ended, oldest first. Any thread. */
    List<TaskImpl<?>> snapshot() {
        @Nullable TaskImpl<?>[][] now = pages;
        Set<TaskImpl<?>> seen = new LinkedHashSet<>();
        for (int number = now.length - 1; number >= 0; number--) {
            @Nullable TaskImpl<?>[] page = now[number];
            for (int i = page.length - 1; i >= 0; i--) {
                TaskImpl<?> task = page[i];
                VarHandle.acquireFence();
                if (task != null && !task.isDone()) {
                    seen.add(task);
                }
            }
        }
        List<TaskImpl<?>> sorted = new ArrayList<>(seen);
        if (sorted.size() > 1) { // a program that ends has none, and need not make the comparator
            Collections.reverse(sorted); // already nearly sorted
            sorted.sort(Comparator.comparingInt(task -> task.number));
        }
        return sorted;
    }
}
