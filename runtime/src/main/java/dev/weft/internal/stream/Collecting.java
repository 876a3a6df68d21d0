package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.Unchecked;
import java.util.function.BiConsumer;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** The result of a collector. Its functions are called in the task; it is never asked to combine. */
final class Collecting<T, A, R> extends Terminal<T, R> {
    private final Collector<? super T, A, R> collector;
    private @Nullable BiConsumer<A, ? super T> accumulator;
    private @Nullable Object container;

    Collecting(AsyncStream<T> stream, Collector<? super T, A, R> collector) {
        super("collect", stream);
        this.collector = collector;
    }

    @Override
    void begin() {
        container = collector.supplier().get();
        accumulator = Unchecked.value(collector.accumulator());
    }

    @Override
    @Nullable
    Object take(T item, FrameDriver driver, int depth) {
        Unchecked.present(accumulator).accept(Unchecked.value(container), item);
        return null;
    }

    @Override
    R result() {
        return collector.finisher().apply(Unchecked.value(container));
    }
}
