package dev.weft.internal.produce;

import dev.weft.AsyncStream.Overflow;
import dev.weft.abi.StreamFrame;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stream whose items were made ahead. */
final class Buffered<T> extends TaskStream<T> {
    private final StreamFrame<T> source;

    Buffered(StreamFrame<T> source, int size, Overflow full, @Nullable Consumer<? super T> undelivered) {
        super(new Items(size, full), List.of(source), undelivered);
        this.source = source;
    }

    @Override
    void begin(Children starter) {
        starter.run(new Pump(this, source), streamName());
    }

    @Override
    boolean needsAllTasks() {
        return true;
    }

    @Override
    String operation() {
        return "buffer";
    }
}
