package dev.weft.internal.produce;

import dev.weft.abi.StreamFrame;
import dev.weft.internal.task.EventLoopImpl;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes a stream, which is used up, to the first subscriber. The reference is null once there is one. */
final class OnePublisher<T> extends AtomicReference<@Nullable StreamFrame<T>> implements Flow.Publisher<T> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // nobody serialises it
    private final EventLoopImpl loop;

    private final String name;

    OnePublisher(EventLoopImpl loop, StreamFrame<T> stream) {
        super(stream);
        this.loop = loop;
        name = stream.streamName();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        StreamFrame<T> stream = getAndSet(null);
        Publishing.start(loop, subscriber, () -> {
            if (stream == null) {
                throw new IllegalStateException(this + " has a subscriber, and a stream is for single use: call its"
                        + " method again, or use AsyncStream.publisher");
            }
            return stream;
        });
    }

    @Override
    public String toString() {
        return "publisher of " + name;
    }
}
