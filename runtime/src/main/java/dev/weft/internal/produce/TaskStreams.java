package dev.weft.internal.produce;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.AsyncStream.Overflow;
import dev.weft.AsyncStream.Sink;
import dev.weft.abi.StreamFrame;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the streams that have tasks of their own, after a look at the arguments. See {@link AsyncStream}. */
public final class TaskStreams {
    private TaskStreams() {}

    /** See {@link AsyncStream#produce(int, AsyncFunction)}. */
    public static <T> AsyncStream<T> produce(int capacity, AsyncFunction<Sink<T>, Void> body) {
        return new Produced<>(atLeastOne(capacity, "capacity"), null, Objects.requireNonNull(body, "body"));
    }

    /** See {@link AsyncStream#produce(int, Consumer, AsyncFunction)}. */
    public static <T> AsyncStream<T> produce(
            int capacity, Consumer<? super T> undelivered, AsyncFunction<Sink<T>, Void> body) {
        return new Produced<>(
                atLeastOne(capacity, "capacity"),
                Objects.requireNonNull(undelivered, "undelivered"),
                Objects.requireNonNull(body, "body"));
    }

    /** See {@link AsyncStream#buffer(int)}. */
    public static <T> AsyncStream<T> buffer(AsyncStream<T> source, int size) {
        return buffered(source, size, Overflow.SUSPEND, null);
    }

    /** See {@link AsyncStream#buffer(int, Overflow, Consumer)}. */
    public static <T> AsyncStream<T> buffer(
            AsyncStream<T> source, int size, Overflow full, Consumer<? super T> undelivered) {
        return buffered(
                source, size, Objects.requireNonNull(full, "full"), Objects.requireNonNull(undelivered, "undelivered"));
    }

    private static <T> AsyncStream<T> buffered(
            AsyncStream<T> source, int size, Overflow full, @Nullable Consumer<? super T> undelivered) {
        return new Buffered<>((StreamFrame<T>) source, atLeastOne(size, "size"), full, undelivered);
    }

    private static int atLeastOne(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + number);
        }
        return number;
    }
}
