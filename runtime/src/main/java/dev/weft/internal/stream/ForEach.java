package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands each item to a consumer. */
final class ForEach<T> extends Terminal<T, Void> {
    private final Consumer<? super T> body;

    ForEach(AsyncStream<T> stream, Consumer<? super T> body) {
        super("forEach", stream);
        this.body = body;
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        body.accept(item);
        return null;
    }

    @Override
    @Nullable
    Void result() {
        return null;
    }
}
