package dev.weft;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that ends as soon as it begins, with a value or a failure.
 *
 * <p>{@code outcome} becomes {@link #USED} when it is awaited; owned by the thread that does.
 */
final class Ended<T> extends Coroutine<T> {
    private static final Object USED = new Object();

    /** {@link Weft#done()}: it has no state, so there is but one, which may be used again. */
    static final Coroutine<Void> DONE = new Coroutine<>() {
        @Override
        @Nullable
        Object start(Task<?> task) {
            return task.ready(null);
        }

        @Override
        public String toString() {
            return "done";
        }
    };

    private @Nullable Object outcome;
    private final boolean failed;

    private Ended(@Nullable Object outcome, boolean failed) {
        this.outcome = outcome;
        this.failed = failed;
    }

    static <T> Coroutine<T> with(T value) {
        return new Ended<>(value, false);
    }

    static <T> Coroutine<T> failed(Throwable failure) {
        return new Ended<>(Objects.requireNonNull(failure, "failure"), true);
    }

    @Override
    @Nullable
    Object start(Task<?> task) throws Throwable {
        Object given = outcome;
        if (given == USED) {
            throw alreadyUsed();
        }
        outcome = USED;
        if (failed) {
            throw (Throwable) Objects.requireNonNull(given);
        }
        return task.ready(given);
    }

    @Override
    public String toString() {
        return outcome == USED ? "result (used)" : failed ? "failed: " + outcome : "result: " + outcome;
    }
}
