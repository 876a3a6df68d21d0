package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All items, in a list that nobody changes. */
final class ToList<T> extends Terminal<T, List<T>> {
    private final List<T> items = new ArrayList<>();

    ToList(AsyncStream<T> stream) {
        super("toList", stream);
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        items.add(item);
        return null;
    }

    @Override
    List<T> result() {
        return Collections.unmodifiableList(items);
    }
}
