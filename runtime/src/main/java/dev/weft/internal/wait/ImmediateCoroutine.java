package dev.weft.internal.wait;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.abi.Activation;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.NeverRan;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.task.TaskImpl;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that ends as soon as it begins, with a value or a failure.
 *
 * <p>{@code outcome} becomes {@link #USED} when the coroutine is awaited. Owned by the awaiting thread.
 */
public final class ImmediateCoroutine<T> extends Activation<T> {
    private static final Object USED = new Object();

    /**
     * The coroutine that {@link Weft#done()} returns. It has no state, so there is only one, which may be used again.
     */
    public static final Coroutine<Void> DONE = new Activation<>() {
        @Override
        protected @Nullable Object start(FrameDriver driver) {
            return ((TaskImpl<?>) driver).ready(null);
        }

        @Override
        public String toString() {
            return "done";
        }
    };

    private @Nullable Object outcome;
    private final boolean failed;

    private ImmediateCoroutine(@Nullable Object outcome, boolean failed) {
        this.outcome = outcome;
        this.failed = failed;
        NeverRan.used(this); // nothing is lost without it
    }

    /** Returns a coroutine that ends with this value. */
    public static <T> Coroutine<T> with(T value) {
        return new ImmediateCoroutine<>(value, false);
    }

    /** Returns a coroutine that ends with this failure. */
    public static <T> Coroutine<T> failed(Throwable failure) {
        return new ImmediateCoroutine<>(Objects.requireNonNull(failure, "failure"), true);
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) throws Throwable {
        Object given = outcome;
        if (given == USED) {
            throw alreadyUsed();
        }
        outcome = USED;
        TaskImpl<?> task = (TaskImpl<?>) driver;
        return failed ? task.readyFailing((Throwable) Objects.requireNonNull(given)) : task.ready(given);
    }

    @Override
    public String toString() {
        return outcome == USED ? "result (used)" : (failed ? "failed: " : "result: ") + Uncaught.text(outcome);
    }
}
