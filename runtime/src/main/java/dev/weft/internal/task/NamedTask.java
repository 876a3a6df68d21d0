package dev.weft.internal.task;

import dev.weft.Coroutine;

/** A task with a given name. It is a class of its own because most tasks have none, and each field of a task counts. */
final class NamedTask<T> extends TaskImpl<T> {
    private final String name;

    private NamedTask(EventLoopImpl loop, Coroutine<? extends T> root, String name) {
        super(loop, root);
        this.name = name;
    }

    static <T> TaskImpl<T> of(EventLoopImpl loop, Coroutine<? extends T> root, String name) {
        return new NamedTask<>(loop, root, name);
    }

    @Override
    public String name() {
        return name;
    }
}
