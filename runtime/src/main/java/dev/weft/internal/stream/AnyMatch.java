package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether there is an item that fits. */
final class AnyMatch<T> extends Terminal<T, Boolean> {
    private final Predicate<? super T> p;
    private boolean found;

    AnyMatch(AsyncStream<T> stream, Predicate<? super T> p) {
        super("anyMatch", stream);
        this.p = p;
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        found = p.test(item);
        return found ? STOP : null;
    }

    @Override
    Boolean result() {
        return found;
    }
}
