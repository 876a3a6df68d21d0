package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/** Runs a job again and again, until it is cancelled. */
final class Every {
    private Every() {}

    @Async
    static <T> Coroutine<Void> every(Duration period, AsyncCallable<T> job, Consumer<Exception> failed) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("the period is " + period + ", and must be longer than zero");
        }
        var loop = EventLoop.running();
        var next = loop.time();
        while (true) {
            try {
                await(job.call());
            } catch (Exception e) {
                failed.accept(e);
            }
            do {
                next = next.plus(period);
            } while (next.compareTo(loop.time()) < 0); // what was missed is left out
            await(sleep(next.minus(loop.time())));
        }
    }
}
