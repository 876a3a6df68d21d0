package dev.weft;

import dev.weft.internal.task.ContextVariable;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A variable that is bound for a coroutine and all that it awaits and starts: a task begins with what the task that
 * started it had bound at that moment. Changes do not leak out.
 *
 * <p>It may be read on the thread of a loop, by the code of a task, and in {@link Weft#blocking}. Immutable.
 *
 * @param <T> the type of the values
 */
public sealed interface ContextLocal<T> permits ContextVariable {
    /**
     * Returns a variable that is bound nowhere yet.
     *
     * @param name for messages
     * @param <T> the type of the values
     */
    static <T> ContextLocal<T> create(String name) {
        return new ContextVariable<>(Objects.requireNonNull(name));
    }

    /**
     * Returns a coroutine that runs another one with this bound to a value.
     *
     * @param value the value
     * @param coroutine what to run
     * @param <R> the type of its result
     */
    <R> Coroutine<R> where(T value, Coroutine<R> coroutine);

    /**
     * Returns the value that is bound here.
     *
     * @throws NoSuchElementException if none is
     */
    T get();

    /**
     * Returns the value that is bound here, or another one if none is.
     *
     * @param other the other one
     */
    T orElse(T other);

    /** Returns whether a value is bound here. */
    boolean isBound();

    /**
     * Binds this to a value for the code that runs now, from here on: in a task, for the rest of the coroutine that {@link
     * #where} was called for, or of the task (of a hot method without a loop: until it suspends); on any other thread, until
     * it is bound anew or unbound. For bridges to other contexts, which set and take back in pairs; programs use {@code
     * where}.
     *
     * @param value the value
     * @throws IllegalStateException in a callback of a loop, which belongs to no task
     */
    void bindHere(T value);

    /**
     * Takes back what is bound for the code that runs now, as {@link #bindHere} binds it.
     *
     * @throws IllegalStateException in a callback of a loop, which belongs to no task
     */
    void unbindHere();
}
