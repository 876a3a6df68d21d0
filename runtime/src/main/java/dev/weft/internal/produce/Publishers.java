package dev.weft.internal.produce;

import dev.weft.AsyncStream;
import dev.weft.EventLoop;
import dev.weft.abi.StreamFrame;
import dev.weft.internal.task.EventLoopImpl;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Makes publishers of streams, after a look at the arguments. See {@link AsyncStream}. */
public final class Publishers {
    private Publishers() {}

    /** See {@link AsyncStream#toPublisher}. */
    public static <T> Flow.Publisher<T> one(AsyncStream<T> stream, EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new OnePublisher<>((EventLoopImpl) loop, ((StreamFrame<T>) stream).use());
    }

    /** See {@link AsyncStream#publisher}. */
    public static <T> Flow.Publisher<T> each(EventLoop loop, Supplier<AsyncStream<T>> each) {
        return new Each<>((EventLoopImpl) Objects.requireNonNull(loop, "loop"), Objects.requireNonNull(each, "each"));
    }

    /** Makes a stream for each subscriber. */
    private record Each<T>(EventLoopImpl loop, Supplier<AsyncStream<T>> each) implements Flow.Publisher<T> {
        @Override
        public void subscribe(Flow.Subscriber<? super T> subscriber) {
            Publishing.start(loop, Objects.requireNonNull(subscriber, "subscriber"), this::open);
        }

        private StreamFrame<T> open() {
            AsyncStream<T> stream =
                    Objects.requireNonNull(each.get(), "the supplier of AsyncStream.publisher returned null");
            return ((StreamFrame<T>) stream).use();
        }

        @Override
        public String toString() {
            return "publisher of a stream for each subscriber";
        }
    }
}
