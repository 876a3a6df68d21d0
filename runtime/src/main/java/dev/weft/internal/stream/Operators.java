package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.ContextLocal;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes the intermediate operators of {@link AsyncStream}. Arguments are checked before the stream is used up. */
public final class Operators {
    private Operators() {}

    /** See {@link AsyncStream#map}. */
    public static <T, R> AsyncStream<R> map(AsyncStream<T> stream, Function<? super T, ? extends R> f) {
        return Pipeline.after(stream, new Stages.Mapping<>(Objects.requireNonNull(f, "f")));
    }

    /** See {@link AsyncStream#filter}. */
    public static <T> AsyncStream<T> filter(AsyncStream<T> stream, Predicate<? super T> p) {
        return Pipeline.after(stream, new Stages.Filter<>(Objects.requireNonNull(p, "p")));
    }

    /** See {@link AsyncStream#flatMap}. */
    public static <T, R> AsyncStream<R> flatMap(AsyncStream<T> stream, Function<? super T, AsyncStream<R>> f) {
        return new FlatMap<>(stream, Objects.requireNonNull(f, "f"));
    }

    /** See {@link AsyncStream#takeWhile}. */
    public static <T> AsyncStream<T> takeWhile(AsyncStream<T> stream, Predicate<? super T> p) {
        return Pipeline.after(stream, new Stages.TakeWhile<>(Objects.requireNonNull(p, "p")));
    }

    /** See {@link AsyncStream#dropWhile}. */
    public static <T> AsyncStream<T> dropWhile(AsyncStream<T> stream, Predicate<? super T> p) {
        return Pipeline.after(stream, new Stages.DropWhile<>(Objects.requireNonNull(p, "p")));
    }

    /** See {@link AsyncStream#limit}. */
    public static <T> AsyncStream<T> limit(AsyncStream<T> stream, long n) {
        return Pipeline.after(stream, new CountingStages.Limit(requireCount(n)));
    }

    /** See {@link AsyncStream#skip}. */
    public static <T> AsyncStream<T> skip(AsyncStream<T> stream, long n) {
        return Pipeline.after(stream, new CountingStages.Skip(requireCount(n)));
    }

    /** See {@link AsyncStream#scan}. */
    public static <T, R> AsyncStream<R> scan(
            AsyncStream<T> stream, R initial, BiFunction<? super R, ? super T, ? extends R> f) {
        return Pipeline.after(stream, new CountingStages.Scan<>(initial, Objects.requireNonNull(f, "f")));
    }

    /** See {@link AsyncStream#window(int)}. */
    public static <T> AsyncStream<List<T>> window(AsyncStream<T> stream, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the size of a window must be positive: " + size);
        }
        return Pipeline.after(stream, new CountingStages.Window(size));
    }

    /** See {@link AsyncStream#zip}. */
    public static <A, B, R> AsyncStream<R> zip(
            AsyncStream<A> a, AsyncStream<B> b, BiFunction<? super A, ? super B, ? extends R> f) {
        Objects.requireNonNull(a, "a");
        Objects.requireNonNull(b, "b");
        return new Zip<>(a, b, Objects.requireNonNull(f, "f"));
    }

    /** See {@link ContextLocal#where(Object, AsyncStream)}. */
    public static <T, R> AsyncStream<R> where(ContextLocal<T> variable, T value, AsyncStream<R> stream) {
        return new Where<>(variable, value, Objects.requireNonNull(stream, "s"));
    }

    private static long requireCount(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("a number of items cannot be negative: " + n);
        }
        return n;
    }
}
