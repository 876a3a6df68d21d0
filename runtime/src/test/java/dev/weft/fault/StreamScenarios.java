package dev.weft.fault;

import dev.weft.AsyncStream;
import dev.weft.AsyncStream.Overflow;
import dev.weft.Coroutine;
import dev.weft.Script;
import dev.weft.Weft;
import dev.weft.sync.AsyncTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Streams that have tasks of their own. An item that was given is taken, or handed to {@code undelivered}, or the stream fails. */
final class StreamScenarios {
    private StreamScenarios() {}

    static final class Produces extends LoopScenario {
        Produces() {
            super(List.of(1, 2, 3));
        }

        @Override
        Coroutine<Object> program() {
            AsyncStream<Object> stream = AsyncStream.produce(
                    1,
                    item -> {},
                    sink -> Script.<Void>of("body")
                            .await(v -> sink.send(1))
                            .await(v -> sink.send(2))
                            .await(Weft.sleep(SECOND))
                            .await(v -> sink.send(3)));
            return script("consumes").await(stream.toList());
        }
    }

    static final class Buffers extends LoopScenario {
        Buffers() {
            super(List.of(1, 2, 3));
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(AsyncStream.of(1, 2, 3)
                            .buffer(1, Overflow.SUSPEND, item -> {})
                            .toList());
        }
    }

    static final class Maps extends LoopScenario {
        Maps() {
            super(List.of(1, 2, 3));
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(AsyncStream.of(1, 2, 3)
                            .mapAsync(
                                    2,
                                    item -> script("call")
                                            .await(Weft.sleep(SECOND))
                                            .then(v -> item))
                            .toList());
        }
    }

    static final class MapsUnordered extends LoopScenario {
        MapsUnordered() {
            super(List.of(3, 5));
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(AsyncStream.of(1, 3, 5)
                            .mapAsyncUnordered(
                                    2,
                                    item -> script("call")
                                            .await(Weft.sleep(SECOND.multipliedBy(item == 1 ? 9 : 1)))
                                            .then(v -> item))
                            .limit(2)
                            .toList());
        }
    }

    static final class Merges extends LoopScenario {
        Merges() {
            super(4L);
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(AsyncStream.merge(AsyncStream.of(1, 2), AsyncStream.of(3, 4))
                            .count());
        }
    }

    static final class Windows extends LoopScenario {
        Windows() {
            super(List.of(List.of(1, 2), List.of(3)));
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(AsyncStream.of(1, 2, 3).window(2, SECOND).toList());
        }
    }

    /** Is closed before its end. */
    static final class Closes extends LoopScenario {
        private final List<Object> undelivered = new ArrayList<>();

        Closes() {
            super(List.of(1));
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(AsyncStream.of(1, 2, 3, 4)
                            .buffer(2, Overflow.SUSPEND, undelivered::add)
                            .limit(1)
                            .toList());
        }
    }

    static final class Topics extends LoopScenario {
        private final AsyncTopic<Integer> topic = new AsyncTopic<>();

        Topics() {
            super(List.of(1, 2));
        }

        @Override
        void prepare() {
            loop.schedule(SECOND, () -> publish(1));
            loop.schedule(SECOND.multipliedBy(2), () -> publish(2));
            loop.schedule(SECOND.multipliedBy(3), topic::close);
            loop.schedule(Duration.ofSeconds(4), topic::close);
        }

        /** Who publishes receives the fault, and nobody has the item. */
        private void publish(int item) {
            try {
                topic.publish(item);
            } catch (Throwable fault) {
                receive(fault);
            }
        }

        @Override
        Coroutine<Object> program() {
            return script("consumes")
                    .await(v -> topic.subscribe(2, Overflow.DROP_OLDEST).toList());
        }

        @Override
        void check() {
            require(topic.subscribers() == 0, "a subscriber is left");
        }
    }
}
