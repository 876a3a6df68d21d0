package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first item, if there is one. */
final class FindFirst<T> extends Terminal<T, Optional<T>> {
    private Optional<T> first = Optional.empty();

    FindFirst(AsyncStream<T> stream) {
        super("findFirst", stream);
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        first = Optional.of(Objects.requireNonNull(item, "findFirst: the first item is null"));
        return STOP;
    }

    @Override
    Optional<T> result() {
        return first;
    }
}
