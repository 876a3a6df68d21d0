package dev.weft.internal.stream;

import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.Unchecked;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of a stream of Java, which is closed with this one. */
final class OfStream<T> extends Operator<T> {
    private final Stream<? extends T> items;
    private @Nullable Iterator<? extends T> iterator;

    OfStream(Stream<? extends T> items) {
        this.items = items;
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        if (at < 0) {
            iterator = items.iterator();
        }
        Iterator<? extends T> from = Unchecked.present(iterator);
        return from.hasNext() ? give(from.next()) : end(driver, 0);
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) {
        items.close();
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncStream.from";
    }
}
