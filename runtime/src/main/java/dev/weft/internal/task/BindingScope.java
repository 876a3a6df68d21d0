package dev.weft.internal.task;

import dev.weft.ContextLocal;
import org.jspecify.annotations.Nullable;

/**
 * Binds a context local for calls that a task makes, one at a time. A call that suspends keeps the binding, since the task
 * can only go on inside it.
 *
 * <pre>
 * enter → exit                                ended at once
 * enter → exit(suspended) → … → resumed       ended later
 * </pre>
 *
 * <p>Owned by the thread that runs the task.
 */
public final class BindingScope {
    private final ContextVariable<?> key;
    private final @Nullable Object value;

    /** The bindings around the call. */
    private @Nullable Binding outer;

    /** The bindings inside the call; null before the first one. */
    private @Nullable Binding bound;

    /** The thread, if it must be told of the bindings. */
    private @Nullable ThreadState thread;

    private @Nullable Binding carried;

    /**
     * Creates a scope that was not entered.
     *
     * @param key the context local
     * @param value what it is bound to
     */
    public BindingScope(ContextLocal<?> key, @Nullable Object value) {
        this.key = (ContextVariable<?>) key;
        this.value = value;
    }

    /** Binds. */
    @SuppressWarnings("ReferenceEquality") // only to spare an object
    public void enter(TaskImpl<?> task) {
        Binding around = task.home().bindings(task);
        Binding inside = bound;
        if (inside == null || around != outer) {
            // A value that is shadowed is not kept: tasks that start one another would collect them.
            inside = new Binding(key, value, Binding.without(around, key));
            outer = around;
            bound = inside;
        }
        task.context = inside;
        // A hot method is not the loop's current task before it has suspended. Without a loop it never is.
        ThreadState told = task.hasLoop() ? null : ThreadState.get();
        thread = told;
        if (told != null) {
            carried = told.carried;
            told.carried = inside;
        }
    }

    /**
     * Leaves the call, for a while if it has suspended.
     *
     * @param suspended whether {@link #resumed} will follow
     */
    public void exit(TaskImpl<?> task, boolean suspended) {
        ThreadState told = thread;
        if (told != null) {
            told.carried = carried;
            thread = null;
            carried = null;
        }
        if (!suspended) {
            task.context = outer;
        }
    }

    /** Unbinds, when a call that has suspended has ended. */
    public void resumed(TaskImpl<?> task) {
        task.context = outer;
        if (!task.hasLoop()) {
            ThreadState.get().carried = Binding.orNone(outer);
        }
    }

    @Override
    public String toString() {
        return key + " is " + value;
    }
}
