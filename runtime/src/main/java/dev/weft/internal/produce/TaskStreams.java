package dev.weft.internal.produce;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.AsyncStream.Overflow;
import dev.weft.AsyncStream.Sink;
import dev.weft.abi.StreamFrame;
import dev.weft.internal.stream.EmptyStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** See {@link AsyncStream#mapAsync(int, AsyncFunction, Consumer)}. */
    public static <T, R> AsyncStream<R> mapAsync(
            AsyncStream<T> source,
            int concurrency,
            AsyncFunction<? super T, R> function,
            @Nullable Consumer<? super R> undelivered) {
        return new Mapped.Ordered<>(
                (StreamFrame<T>) source,
                atLeastOne(concurrency, "concurrency"),
                Objects.requireNonNull(function, "f"),
                undelivered);
    }

    /** See {@link AsyncStream#mapAsyncUnordered(int, AsyncFunction, Consumer)}. */
    public static <T, R> AsyncStream<R> mapAsyncUnordered(
            AsyncStream<T> source,
            int concurrency,
            AsyncFunction<? super T, R> function,
            @Nullable Consumer<? super R> undelivered) {
        return new Mapped.Unordered<>(
                (StreamFrame<T>) source,
                atLeastOne(concurrency, "concurrency"),
                Objects.requireNonNull(function, "f"),
                undelivered);
    }

    /** See {@link AsyncStream#merge}. */
    public static <T> AsyncStream<T> merge(AsyncStream<?>[] all) {
        List<StreamFrame<?>> sources = new ArrayList<>();
        for (AsyncStream<?> each : all) {
            sources.add((StreamFrame<?>) Objects.requireNonNull(each, "a stream"));
        }
        return sources.isEmpty() ? EmptyStream.of() : new Merged<>(List.copyOf(sources));
    }

    /** See {@link AsyncStream#window(int, Duration)}. */
    public static <T> AsyncStream<List<T>> window(AsyncStream<T> source, int size, Duration atMost) {
        return new Timed<>(
                "window",
                (StreamFrame<T>) source,
                new Window(atLeastOne(size, "size")),
                Objects.requireNonNull(atMost, "atMost"));
    }

    /** See {@link AsyncStream#debounce}. */
    public static <T> AsyncStream<T> debounce(AsyncStream<T> source, Duration quiet) {
        return new Timed<>("debounce", (StreamFrame<T>) source, new Quiet(), Objects.requireNonNull(quiet, "quiet"));
    }

    private static int atLeastOne(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + number);
        }
        return number;
    }
}
