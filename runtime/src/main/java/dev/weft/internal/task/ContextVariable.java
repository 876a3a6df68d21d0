package dev.weft.internal.task;

import dev.weft.ContextLocal;
import dev.weft.Coroutine;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A context local: the key of {@link Binding}s, compared by identity. Immutable.
 *
 * @param <T> the type of the values
 */
public final class ContextVariable<T> implements ContextLocal<T> {
    private final String name;

    /**
     * Creates a variable that is bound nowhere.
     *
     * @param name the name for messages
     */
    public ContextVariable(String name) {
        this.name = name;
    }

    @Override
    public <R> Coroutine<R> where(T value, Coroutine<R> coroutine) {
        return Where.of(this, value, Objects.requireNonNull(coroutine));
    }

    @Override
    public T get() {
        Binding binding = Binding.find(Binding.current(), this);
        if (binding == null) {
            throw new NoSuchElementException(name + " is not bound here");
        }
        return Unchecked.value(binding.value());
    }

    @Override
    public T orElse(T other) {
        Binding binding = Binding.find(Binding.current(), this);
        return binding == null ? other : Unchecked.value(binding.value());
    }

    @Override
    public boolean isBound() {
        return Binding.find(Binding.current(), this) != null;
    }

    @Override
    public void bindHere(T value) {
        Binding.replaceCurrent(new Binding(this, value, Binding.without(Binding.current(), this)));
    }

    @Override
    public void unbindHere() {
        Binding.replaceCurrent(Binding.without(Binding.current(), this));
    }

    @Override
    public String toString() {
        return "context local " + name;
    }

    /**
     * Runs a coroutine with a binding, and removes the binding when the coroutine has ended. While it is suspended the
     * task keeps the binding, since the task can only go on inside the coroutine.
     */
    private static final class Where<R> extends Frame<R> {
        private final BindingScope scope;
        private final Coroutine<R> inner;

        private Where(ContextVariable<?> key, @Nullable Object value, Coroutine<R> inner) {
            scope = new BindingScope(key, value);
            this.inner = inner;
        }

        static <R> Coroutine<R> of(ContextVariable<?> key, @Nullable Object value, Coroutine<R> inner) {
            return new Where<>(key, value, inner);
        }

        @Override
        protected @Nullable Object resume(FrameDriver driver) throws Throwable {
            TaskImpl<?> task = (TaskImpl<?>) driver;
            if (state > 0) {
                scope.resumed(task);
                return Suspension.resumed(task);
            }
            scope.enter(task);
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
                scope.exit(task, suspended);
            }
        }

        /** Returns null: it is not part of the logical stack, because no user wrote it as a method that awaits. */
        @Override
        protected @Nullable StackTraceElement position() {
            return null;
        }

        @Override
        public String toString() {
            return inner + " where " + scope;
        }
    }
}
