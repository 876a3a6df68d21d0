package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A value of a context local, and the bindings outside it. What a task has bound is the innermost one; it never changes,
 * so tasks share it.
 */
record Binding(
        ContextLocal<?> key,
        @Nullable Object value,
        @Nullable Binding outer) {
    /** Binds nothing, where null would not tell that. */
    static final Binding NONE = new Binding(ContextLocal.create("none"), null, null);

    static Binding orNone(@Nullable Binding binding) {
        return binding == null ? NONE : binding;
    }

    /** The innermost binding of a key, or null. */
    static @Nullable Binding find(@Nullable Binding innermost, ContextLocal<?> key) {
        Binding binding = innermost;
        while (binding != null && binding.key != key) {
            binding = binding.outer;
        }
        return binding;
    }

    /** What the code that runs on this thread has bound. */
    static @Nullable Binding current() {
        ThreadLoops loops = ThreadLoops.get();
        EventLoop running = loops.running;
        if (loops.carried != null || running == null) {
            return loops.carried;
        }
        Task<?> task = running.currentTask;
        return task == null ? null : task.context;
    }
}
