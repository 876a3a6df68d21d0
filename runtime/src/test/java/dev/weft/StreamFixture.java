package dev.weft;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** Streams that say what they do, and ways to consume them. */
abstract class StreamFixture extends LoopFixture {
    final IOException failure = new IOException("of the stream");
    final IOException ofTheCleanUp = new IOException("of the clean-up");
    final IllegalArgumentException ofTheUser = new IllegalArgumentException("of the user");

    static List<Integer> upTo(int n) {
        return IntStream.rangeClosed(1, n).boxed().toList();
    }

    /** Returns a stream of the numbers from 1 on. */
    final ItemSource<Integer> numbers(int n) {
        return new ItemSource<>("", events, upTo(n));
    }

    final ItemSource<Integer> numbers(String name, int n) {
        return new ItemSource<>(name + " ", events, upTo(n));
    }

    /** Returns a stream whose clean-up takes a second. */
    final ItemSource<Integer> slowToClose(int n) {
        return numbers(n).cleaningUpBy(Weft.sleep(SECOND));
    }

    /** Awaits it in a task, then notes that. */
    final <T> T awaited(Coroutine<T> coroutine) {
        return run(loop.start(Script.<T>of("main").await(coroutine).then(value -> {
            events.add("ended");
            return value;
        })));
    }

    /** Awaits it in a hot method, without a loop. */
    static <T> T hot(Coroutine<T> coroutine) {
        return Script.<T>of("hot").await(coroutine).hot().join();
    }

    final <X extends Throwable> X failsWith(Class<X> type, Coroutine<?> coroutine) {
        return assertThrows(type, () -> run(loop.start(coroutine)));
    }

    static Throwable hotFailure(Coroutine<?> coroutine) {
        return assertThrows(CompletionException.class, () -> hot(coroutine)).getCause();
    }

    /** Throws it, and stands for an item. */
    static int fail(RuntimeException with) {
        throw with;
    }
}
