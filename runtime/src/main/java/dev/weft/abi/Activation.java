package dev.weft.abi;

import dev.weft.Coroutine;
import dev.weft.internal.loop.NeverRan;
import dev.weft.internal.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine as the runtime sees it: something that a task can start. Every {@link Coroutine} is an activation; users
 * do not see how it starts. For generated code and the runtime; nothing here is meant to be called by hand.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public abstract non-sealed class Activation<T> extends Coroutine<T> {
    /** For frames, and for the runtime's own coroutines. */
    protected Activation() {
        if (NeverRan.WATCHED) {
            StackTraceElement method = this instanceof Frame<?> frame ? frame.madeBy() : null;
            NeverRan.made(this, method, Traces.withoutInternals(new Throwable("it was made here")));
        }
    }

    /**
     * Runs this coroutine in a task until it ends or suspends. Called once, on the thread that runs the task.
     *
     * @param driver the task
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the coroutine
     */
    protected abstract @Nullable Object start(FrameDriver driver) throws Throwable;

    /** {@return the exception to throw when this coroutine is used a second time} */
    protected final IllegalStateException alreadyUsed() {
        return new IllegalStateException(
                "this coroutine was already awaited or started, and it is for single use (call the method again, or start"
                        + " it once and await the task): " + this);
    }
}
