package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Calls again what has failed, with pauses that grow. */
final class Retry {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Retry() {}

    /** Calls at most so many times. The first pause is at most so long, each other one at most twice as long. */
    @Async
    static <T> Coroutine<T> call(int times, Duration first, RandomGenerator random, AsyncCallable<T> work)
            throws Exception {
        var most = first;
        for (int failed = 1; failed < times; failed++) {
            try {
                return work.call();
            } catch (IOException e) {
                await(sleep(Duration.ofNanos(random.nextLong(most.toNanos()))));
            }
            var doubled = most.multipliedBy(2);
            most = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }
        return work.call();
    }
}
