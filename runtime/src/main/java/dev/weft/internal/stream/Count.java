package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import org.jspecify.annotations.Nullable;

/** How many items there are. */
final class Count<T> extends Terminal<T, Long> {
    private long count;

    Count(AsyncStream<T> stream) {
        super("count", stream);
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        count++;
        return null;
    }

    @Override
    Long result() {
        return count;
    }
}
