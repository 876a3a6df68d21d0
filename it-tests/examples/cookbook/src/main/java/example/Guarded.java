package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** Calls behind a circuit breaker of Resilience4j. */
final class Guarded {
    private Guarded() {}

    /** Throws CallNotPermittedException while the breaker is open. */
    @Async
    static <T> Coroutine<T> call(CircuitBreaker breaker, AsyncCallable<T> work) throws Exception {
        breaker.acquirePermission();
        var begin = breaker.getCurrentTimestamp();
        try {
            var value = await(work.call());
            breaker.onResult(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit(), value);
            return result(value);
        } catch (CancelledError e) {
            breaker.releasePermission(); // neither good nor bad
            throw e;
        } catch (Exception e) {
            breaker.onError(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit(), e);
            throw e;
        }
    }
}
