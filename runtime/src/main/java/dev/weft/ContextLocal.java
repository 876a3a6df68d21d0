package dev.weft;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variable that is bound for a coroutine and all that it awaits and starts: a task begins with what the task that
 * started it had bound at that moment. Changes do not leak out.
 *
 * <p>It may be read on the thread of a loop, by the code of a task, and in {@link Weft#blocking}. Immutable.
 *
 * @param <T> the values
 */
public final class ContextLocal<T> {
    private final String name;

    private ContextLocal(String name) {
        this.name = name;
    }

    /**
     * A variable that is bound nowhere yet.
     *
     * @param name for messages
     * @param <T> the values
     * @return the variable
     */
    public static <T> ContextLocal<T> create(String name) {
        return new ContextLocal<>(Objects.requireNonNull(name));
    }

    /**
     * A coroutine that runs another one with this bound to a value.
     *
     * @param value the value
     * @param c what to run
     * @param <R> what it gives
     * @return the coroutine, to be awaited or started
     */
    public <R> Coroutine<R> where(T value, Coroutine<R> c) {
        return new Where<>(this, value, Objects.requireNonNull(c));
    }

    /**
     * {@return the value that is bound here}
     *
     * @throws NoSuchElementException if none is
     */
    public T get() {
        Binding binding = Binding.find(Binding.current(), this);
        if (binding == null) {
            throw new NoSuchElementException(name + " is not bound here");
        }
        return Unchecked.value(binding.value());
    }

    /**
     * {@return the value that is bound here, or another one if none is}
     *
     * @param other the other one
     */
    public T orElse(T other) {
        Binding binding = Binding.find(Binding.current(), this);
        return binding == null ? other : Unchecked.value(binding.value());
    }

    /** {@return whether a value is bound here} */
    public boolean isBound() {
        return Binding.find(Binding.current(), this) != null;
    }

    /**
     * Binds this to a value for the code that runs now, from here on: in a task, for the rest of the coroutine that {@link
     * #where} was called for, or of the task (of a hot method without a loop: until it suspends); on any other thread, until
     * it is bound anew or unbound. For bridges to other contexts, which set and take back in pairs; programs use {@code
     * where}.
     *
     * @param value the value
     * @throws IllegalStateException in a callback of a loop, which belongs to no task
     */
    public void bindHere(T value) {
        Binding.replaceCurrent(new Binding(this, value, Binding.without(Binding.current(), this)));
    }

    /**
     * Takes back what is bound for the code that runs now, as {@link #bindHere} binds it.
     *
     * @throws IllegalStateException in a callback of a loop, which belongs to no task
     */
    public void unbindHere() {
        Binding.replaceCurrent(Binding.without(Binding.current(), this));
    }

    @Override
    public String toString() {
        return "context local " + name;
    }

    /**
     * Runs a coroutine with a binding, and takes the binding away when it has ended. While it is suspended the task
     * keeps the binding, since it can only go on inside.
     */
    private static final class Where<R> extends Frame<R> {
        private final ContextLocal<?> key;
        private final @Nullable Object value;
        private final Coroutine<R> inner;
        private @Nullable Binding outer;

        Where(ContextLocal<?> key, @Nullable Object value, Coroutine<R> inner) {
            this.key = key;
            this.value = value;
            this.inner = inner;
        }

        @Override
        protected @Nullable Object resume(Task<?> task) throws Throwable {
            return state > 0 ? resumed(task) : begun(task);
        }

        private @Nullable Object begun(Task<?> task) throws Throwable {
            outer = task.bindings();
            Binding bound = new Binding(key, value, outer);
            task.context = bound;
            // A hot method that has not suspended is not the loop's current task; one without a loop never is.
            ThreadLoops loops = task.loop == null ? ThreadLoops.get() : null;
            Binding carried = loops == null ? null : loops.carried;
            if (loops != null) {
                loops.carried = bound;
            }
            boolean suspended = false;
            try {
                Object given = Suspension.await(inner, task);
                if (given == SUSPENDED) {
                    suspended = true;
                    state = 1;
                    Suspension.suspend(this, task);
                }
                return given;
            } finally {
                if (loops != null) {
                    loops.carried = carried;
                }
                if (!suspended) {
                    task.context = outer;
                }
            }
        }

        private @Nullable Object resumed(Task<?> task) throws Throwable {
            task.context = outer;
            if (task.loop == null) {
                ThreadLoops.get().carried = Binding.orNone(outer);
            }
            return Suspension.resumed(task);
        }

        /** Not part of the logical stack: nobody wrote it as a method that awaits. */
        @Override
        protected @Nullable StackTraceElement position() {
            return null;
        }

        @Override
        public String toString() {
            return inner + " where " + key + " is " + value;
        }
    }
}
