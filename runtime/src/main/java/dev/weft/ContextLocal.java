package dev.weft;

import dev.weft.internal.stream.Operators;
import dev.weft.internal.task.ContextVariable;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A variable that is bound for a coroutine and everything it awaits and starts. A task begins with the bindings that
 * the task that started it had at that moment. Changes do not leak out.
 *
 * <p>It may be read on any thread: by the code of a task, in {@link Weft#blocking}, in a hot method, and wherever
 * {@link #bindHere} has bound it. Elsewhere it is not bound. The variable itself is immutable.
 *
 * @param <T> the type of the values
 * @since 0.1
 */
public sealed interface ContextLocal<T> permits ContextVariable {
    /**
     * {@return a variable that is bound nowhere yet}
     *
     * @param name the name for messages
     * @param <T> the type of the values
     */
    static <T> ContextLocal<T> create(String name) {
        return new ContextVariable<>(Objects.requireNonNull(name));
    }

    /**
     * {@return a coroutine that runs another one, in the awaiting task, with this variable bound to a value} It ends as
     * the other one does.
     *
     * @param value the value
     * @param coroutine the coroutine to run
     * @param <R> the type of its result
     */
    @CheckReturnValue
    <R> Coroutine<R> where(T value, Coroutine<R> coroutine);

    /**
     * {@return a stream whose code runs with this variable bound to a value: whenever an item is asked for, and when it
     * is closed} Who gets the items does not see the binding. What the stream binds by {@link #bindHere} lasts to the
     * next item.
     *
     * @param value the value
     * @param s the stream, which is used up
     * @param <R> the type of its items
     * @throws IllegalStateException if the stream was used before
     */
    @CheckReturnValue
    default <R> AsyncStream<R> where(T value, AsyncStream<R> s) {
        return Operators.where(this, value, s);
    }

    /**
     * {@return the value that is bound here}
     *
     * @throws NoSuchElementException if no value is bound
     */
    T get();

    /**
     * {@return the value that is bound here, or a default if none is bound}
     *
     * @param other the default
     */
    T orElse(T other);

    /** {@return whether a value is bound here} */
    boolean isBound();

    /**
     * Binds this variable to a value for the code that runs now. How long the binding lasts depends on the caller:
     *
     * <ul>
     *   <li>in a task: for the rest of the coroutine that {@link #where} was called for, or else of the task
     *   <li>in a hot method that runs without a loop: until it suspends
     *   <li>on any other thread: until the variable is bound anew or unbound
     * </ul>
     *
     * <p>This is for bridges to other contexts, which bind and unbind in pairs. Programs use {@code where}.
     *
     * @param value the value
     * @throws IllegalStateException in a callback of a loop, which belongs to no task
     */
    void bindHere(T value);

    /**
     * Removes the binding for the code that runs now, the counterpart of {@link #bindHere}.
     *
     * @throws IllegalStateException in a callback of a loop, which belongs to no task
     */
    void unbindHere();
}
