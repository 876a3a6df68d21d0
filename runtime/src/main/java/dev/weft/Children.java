package dev.weft;

import java.util.Collection;
import java.util.IdentityHashMap;

/** Makes tasks of what is to be waited for together. */
final class Children {
    private Children() {}

    /**
     * The tasks of these, in order: a task is itself, anything else becomes a new task of the loop;
     * the same thing given twice becomes one.
     */
    static Task<?>[] tasks(Collection<? extends Awaitable<?>> all, EventLoop loop) {
        Task<?>[] tasks = new Task<?>[all.size()];
        IdentityHashMap<Awaitable<?>, Task<?>> started = new IdentityHashMap<>();
        int i = 0;
        for (Awaitable<?> one : all) {
            if (one instanceof Task<?> task) {
                tasks[i++] = task;
            } else {
                tasks[i++] = started.computeIfAbsent(one, a -> loop.start(Awaiting.of(a)));
            }
        }
        return tasks;
    }
}
