package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import java.time.Duration;
import java.util.Objects;

/** Makes the operators that look at the clock, and still run in the consumer's task. See {@link AsyncStream}. */
public final class Timing {
    private Timing() {}

    /** See {@link AsyncStream#timeout}. */
    public static <T> AsyncStream<T> timeout(AsyncStream<T> stream, Duration perItem) {
        return new ItemLimit<>(stream, Objects.requireNonNull(perItem, "perItem"));
    }

    /** See {@link AsyncStream#throttle}. */
    public static <T> AsyncStream<T> throttle(AsyncStream<T> stream, Duration every) {
        return new Throttle<>(stream, Objects.requireNonNull(every, "every"));
    }
}
