package dev.weft.internal.wait;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.abi.Activation;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A coroutine whose real coroutine is made when it is to run. The real one runs in its place. */
public final class LazyCoroutine<T> extends Activation<T> {
    /** Null once called; owned by the thread that runs the task. */
    private @Nullable AsyncCallable<? extends T> work;

    /**
     * Creates a coroutine whose real coroutine has not been made.
     *
     * @param work makes the real coroutine
     */
    public LazyCoroutine(AsyncCallable<? extends T> work) {
        this.work = Objects.requireNonNull(work, "work");
    }

    /** Returns a coroutine whose real coroutine has not been made. */
    public static <T> Coroutine<T> of(AsyncCallable<? extends T> work) {
        return new LazyCoroutine<>(work);
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) throws Throwable {
        AsyncCallable<? extends T> call = work;
        if (call == null) {
            throw alreadyUsed();
        }
        work = null;
        return Suspension.tail(
                call.call(), driver, Suspension.depth(driver), call.getClass().getName());
    }
}
