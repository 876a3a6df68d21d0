package dev.weft.internal.stream;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collector;

/** Makes the coroutines of {@link AsyncStream} that consume it. Arguments are checked before the stream is used up. */
public final class Terminals {
    private Terminals() {}

    /** See {@link AsyncStream#forEach}. */
    public static <T> Coroutine<Void> forEach(AsyncStream<T> stream, Consumer<? super T> body) {
        return new ForEach<>(stream, Objects.requireNonNull(body, "body"));
    }

    /** See {@link AsyncStream#forEachAsync}. */
    public static <T> Coroutine<Void> forEachAsync(AsyncStream<T> stream, AsyncFunction<? super T, Void> body) {
        return new ForEachAsync<>(stream, Objects.requireNonNull(body, "body"));
    }

    /** See {@link AsyncStream#toList}. */
    public static <T> Coroutine<List<T>> toList(AsyncStream<T> stream) {
        return new ToList<>(stream);
    }

    /** See {@link AsyncStream#collect}. */
    public static <T, A, R> Coroutine<R> collect(AsyncStream<T> stream, Collector<? super T, A, R> collector) {
        return new Collecting<>(stream, Objects.requireNonNull(collector, "collector"));
    }

    /** See {@link AsyncStream#reduce}. */
    public static <T, R> Coroutine<R> reduce(AsyncStream<T> stream, R identity, BiFunction<R, ? super T, R> f) {
        return new Reduce<>(stream, identity, Objects.requireNonNull(f, "f"));
    }

    /** See {@link AsyncStream#findFirst}. */
    public static <T> Coroutine<Optional<T>> findFirst(AsyncStream<T> stream) {
        return new FindFirst<>(stream);
    }

    /** See {@link AsyncStream#anyMatch}. */
    public static <T> Coroutine<Boolean> anyMatch(AsyncStream<T> stream, Predicate<? super T> p) {
        return new AnyMatch<>(stream, Objects.requireNonNull(p, "p"));
    }

    /** See {@link AsyncStream#count}. */
    public static <T> Coroutine<Long> count(AsyncStream<T> stream) {
        return new Count<>(stream);
    }
}
