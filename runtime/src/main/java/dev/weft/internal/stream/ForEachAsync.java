package dev.weft.internal.stream;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import org.jspecify.annotations.Nullable;

/** Awaits a coroutine for each item before it asks for the next one. */
final class ForEachAsync<T> extends Terminal<T, Void> {
    private final AsyncFunction<? super T, Void> body;

    ForEachAsync(AsyncStream<T> stream, AsyncFunction<? super T, Void> body) {
        super("forEachAsync", stream);
        this.body = body;
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) throws Throwable {
        return Suspension.await(body.apply(item), driver, depth) == SUSPENDED ? SUSPENDED : null;
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }
}
