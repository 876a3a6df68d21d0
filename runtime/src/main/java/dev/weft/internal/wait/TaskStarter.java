package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.internal.task.AwaitCoroutine;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * Starts the awaitables that are to be awaited together.
 *
 * <p>Tasks are checked against their class, never against the interfaces that they implement. Threads that check objects of
 * one class against two interfaces in turn fight over a cache line (JDK-8180450, up to JDK 22).
 */
final class TaskStarter {
    private TaskStarter() {}

    /** Returns a copy of these awaitables; none may be null. */
    static <A extends Awaitable<?>> List<A> copyOf(Collection<? extends A> all) {
        List<A> copy = new ArrayList<>(all);
        for (Object each : copy) {
            Objects.requireNonNull(each, "cannot await null");
        }
        return copy;
    }

    /**
     * Returns the tasks for these awaitables, in order. A task stands for itself. Any other awaitable is started as a
     * new task of the loop; if it occurs twice, it is started once.
     */
    static TaskImpl<?>[] tasks(Collection<? extends Awaitable<?>> all, EventLoopImpl loop) {
        TaskImpl<?>[] tasks = new TaskImpl<?>[all.size()];
        IdentityHashMap<Object, TaskImpl<?>> started = null;
        int i = 0;
        for (Object one : all) {
            TaskImpl<?> task;
            if (one instanceof TaskImpl<?> given) {
                task = given;
            } else {
                if (started == null) {
                    started = new IdentityHashMap<>(tasks.length - i);
                }
                task = started.get(one);
                if (task == null) {
                    task = loop.start(AwaitCoroutine.of((Awaitable<?>) one), null);
                    started.put(one, task);
                }
            }
            tasks[i++] = task;
        }
        return tasks;
    }

    /** Returns these awaitables, which must be tasks, for a wait in a hot call without a loop: nothing can be started. */
    static TaskImpl<?>[] onlyTasks(Collection<? extends Awaitable<?>> all, String operation) {
        TaskImpl<?>[] tasks = new TaskImpl<?>[all.size()];
        int i = 0;
        for (Object one : all) {
            if (!(one instanceof TaskImpl<?> given)) {
                throw new IllegalStateException(
                        operation + " of what is no task needs a running event loop, to start it,"
                                + " and this hot method was called without one: call it from an @Entry or @Async method,"
                                + " or await each by itself");
            }
            tasks[i++] = given;
        }
        return tasks;
    }
}
