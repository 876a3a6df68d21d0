package dev.weft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** Makes tasks of what is to be waited for together. */
final class Children {
    private Children() {}

    /** A copy of these, of which none may be null. */
    static <A extends Awaitable<?>> List<A> copyOf(Collection<? extends A> all) {
        List<A> copy = new ArrayList<>(all);
        for (A each : copy) {
            Objects.requireNonNull(each, "cannot await null");
        }
        return copy;
    }

    /**
     * The tasks of these, in order: a task is itself, anything else becomes a new task of the loop;
     * the same thing given twice becomes one.
     */
    static Task<?>[] tasks(Collection<? extends Awaitable<?>> all, EventLoop loop) {
        Task<?>[] tasks = new Task<?>[all.size()];
        IdentityHashMap<Awaitable<?>, Task<?>> started = null;
        int i = 0;
        for (Awaitable<?> one : all) {
            Task<?> task;
            if (one instanceof Task<?> given) {
                task = given;
            } else {
                if (started == null) {
                    started = new IdentityHashMap<>(tasks.length - i);
                }
                task = started.get(one);
                if (task == null) {
                    task = loop.start(Awaiting.of(one));
                    started.put(one, task);
                }
            }
            tasks[i++] = task;
        }
        return tasks;
    }
}
