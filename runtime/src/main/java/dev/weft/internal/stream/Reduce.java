package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.Unchecked;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One value, which each item changes. */
final class Reduce<T, R> extends Terminal<T, R> {
    private @Nullable Object value;
    private final BiFunction<R, ? super T, R> f;

    Reduce(AsyncStream<T> stream, @Nullable R identity, BiFunction<R, ? super T, R> f) {
        super("reduce", stream);
        value = identity;
        this.f = f;
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        value = f.apply(Unchecked.value(value), item);
        return null;
    }

    @Override
    R result() {
        return Unchecked.value(value);
    }
}
