package dev.weft.internal.task;

import dev.weft.internal.loop.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * A value of a context local, and the bindings outside it. A task refers to its innermost binding. A binding never
 * changes, so tasks share it.
 */
public record Binding(
        ContextVariable<?> key,
        @Nullable Object value,
        @Nullable Binding outer) {
    /** Binds nothing. Used where null has another meaning. */
    static final Binding NONE = new Binding(new ContextVariable<>("none"), null, null);

    static Binding orNone(@Nullable Binding binding) {
        return binding == null ? NONE : binding;
    }

    /** Returns the innermost binding of a key, or null. */
    static @Nullable Binding find(@Nullable Binding innermost, ContextVariable<?> key) {
        Binding binding = innermost;
        while (binding != null && binding.key != key) {
            binding = binding.outer;
        }
        return binding;
    }

    /** Returns these bindings without those of a key. */
    static @Nullable Binding without(@Nullable Binding innermost, ContextVariable<?> key) {
        if (find(innermost, key) == null) {
            return innermost;
        }
        Binding binding = Unchecked.present(innermost);
        Binding rest = without(binding.outer, key);
        return binding.key == key ? rest : new Binding(binding.key, binding.value, rest);
    }

    /** Replaces the bindings of the code that runs on this thread. */
    static void replaceCurrent(@Nullable Binding binding) {
        ThreadState thread = ThreadState.get();
        EventLoopImpl running = thread.running;
        if (thread.carried != null || running == null) {
            thread.carried = running == null ? binding : orNone(binding);
            thread.keep();
            return;
        }
        TaskImpl<?> task = running.currentTask();
        if (task == null) {
            throw new IllegalStateException("a callback of an event loop has no bindings of its own");
        }
        task.context = binding;
    }

    /** Returns the bindings of the code that runs on this thread. */
    public static @Nullable Binding current() {
        return ThreadState.get().bindings();
    }
}
