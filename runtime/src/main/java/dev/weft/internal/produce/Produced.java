package dev.weft.internal.produce;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream.Overflow;
import dev.weft.AsyncStream.Sink;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.internal.wait.LazyCoroutine;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stream of what a body sends, which runs as a task. */
final class Produced<T> extends TaskStream<T> {
    private final AsyncFunction<Sink<T>, Void> body;

    Produced(int capacity, @Nullable Consumer<? super T> undelivered, AsyncFunction<Sink<T>, Void> body) {
        super(new Items(capacity, Overflow.SUSPEND), List.of(), undelivered);
        this.body = body;
    }

    @Override
    void begin(Children starter) {
        Sink<T> sink = new Into<>(this);
        // It does not begin if the stream was closed before its turn.
        starter.run(
                new LazyCoroutine<Void>(() -> isStopped()
                        ? Weft.done()
                        : Objects.requireNonNull(body.apply(sink), "the body of produce returned null")),
                operation());
    }

    @Override
    String operation() {
        return "produce";
    }

    private record Into<T>(Produced<T> stream) implements Sink<T> {
        @Override
        public Coroutine<Void> send(T item) {
            return new SendNow(stream, item);
        }

        @Override
        public boolean trySend(T item) {
            return stream.exchange.offer(Store.masked(item)) == Store.TAKEN;
        }

        @Override
        public String toString() {
            return "sink of " + stream.streamName();
        }
    }
}
