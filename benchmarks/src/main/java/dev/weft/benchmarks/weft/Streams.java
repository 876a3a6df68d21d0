package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.benchmarks.Values;

/** Streams, and the loop that adds up their items. */
public final class Streams {
    private Streams() {}

    @Async
    public static Coroutine<Integer> sum(AsyncStream<Integer> items) {
        int sum = 0;
        for (int item : await(items)) {
            sum += item;
        }
        return result(sum);
    }

    @Async
    public static AsyncStream<Integer> ready(int times) {
        for (int i = 0; i < times; i++) {
            emit(Values.of(i));
        }
        return end();
    }

    /** Yields before each item whose number is a multiple of {@code every}. */
    @Async
    public static AsyncStream<Integer> yielding(int times, int every) {
        for (int i = 0; i < times; i++) {
            if (i % every == 0) {
                await(yieldNow());
            }
            emit(Values.of(i));
        }
        return end();
    }

    /** Streams within one another, of which the innermost has items. */
    @Async
    public static AsyncStream<Integer> nested(int times, int depth) {
        emitAll(depth == 1 ? ready(times) : nested(times, depth - 1));
        return end();
    }

    public static AsyncStream<Integer> produced(int times, int capacity) {
        return AsyncStream.produce(capacity, sink -> send(sink, times));
    }

    @Async
    private static Coroutine<Void> send(AsyncStream.Sink<Integer> sink, int times) {
        for (int i = 0; i < times; i++) {
            await(sink.send(Values.of(i)));
        }
        return done();
    }
}
