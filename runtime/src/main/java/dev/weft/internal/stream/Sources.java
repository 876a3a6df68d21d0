package dev.weft.internal.stream;

import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the streams of {@link AsyncStream} whose items come from elsewhere. */
public final class Sources {
    private Sources() {}

    /** See {@link AsyncStream#of}. */
    public static <T> AsyncStream<T> of(T[] items) {
        return new OfIterable<>(Arrays.asList(items.clone()), "of");
    }

    /** See {@link AsyncStream#from(Iterable)}. */
    public static <T> AsyncStream<T> from(Iterable<? extends T> items) {
        return new OfIterable<>(Objects.requireNonNull(items, "items"), "from");
    }

    /** See {@link AsyncStream#from(Stream)}. */
    public static <T> AsyncStream<T> from(Stream<? extends T> items) {
        return new OfStream<>(Objects.requireNonNull(items, "items"));
    }

    /** See {@link AsyncStream#from(AsyncCursor)}. */
    public static <T> AsyncStream<T> from(AsyncCursor<? extends T> byHand) {
        return new OfCursor<>(Objects.requireNonNull(byHand, "byHand"));
    }

    /** See {@link AsyncStream#fromPublisher(Flow.Publisher, int)}. */
    public static <T> AsyncStream<T> fromPublisher(Flow.Publisher<? extends T> p, int prefetch) {
        Objects.requireNonNull(p, "p");
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch must be at least 1, not " + prefetch);
        }
        return new OfPublisher<>(p, prefetch);
    }

    /** See {@link AsyncStream#defer}. */
    public static <T> AsyncStream<T> defer(Supplier<AsyncStream<T>> s) {
        return new Deferred<>(Objects.requireNonNull(s, "s"));
    }
}
