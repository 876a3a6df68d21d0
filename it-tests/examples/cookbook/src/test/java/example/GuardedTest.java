package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.test.WeftTest;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class GuardedTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));

    /** Looks at two calls; tries one again after ten seconds of the loop's time. */
    private static CircuitBreaker breaker() {
        var loop = EventLoop.running();
        return CircuitBreaker.of(
                "site",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(2)
                        .failureRateThreshold(100)
                        .minimumNumberOfCalls(2)
                        .waitDurationInOpenState(ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .currentTimestampFunction(clock -> loop.time().toNanos(), TimeUnit.NANOSECONDS)
                        .build());
    }

    @WeftTest
    void opensAfterFailures() throws Exception {
        var breaker = breaker();
        assertEquals("<a>", await(Guarded.call(breaker, () -> site.get("a"))));
        site.broken.add("b");
        for (int i = 0; i < 2; i++) {
            var task = start(() -> Guarded.call(breaker, () -> site.get("b")));
            await(waitAll(task));
            assertInstanceOf(IOException.class, task.exceptionNow());
        }
        assertEquals(CircuitBreaker.State.OPEN, breaker.getState());
        var refused = start(() -> Guarded.call(breaker, () -> site.get("a")));
        await(waitAll(refused));
        assertInstanceOf(CallNotPermittedException.class, refused.exceptionNow());
        assertEquals(List.of("a", "b", "b"), site.asked);
    }

    @WeftTest
    void aCancelledTrialLetsTheNextOneTry() throws Exception {
        var breaker = breaker();
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        var trial = start(() -> Guarded.call(breaker, () -> site.get("a")));
        await(sleep(ofMillis(500)));
        trial.cancel();
        await(waitAll(trial));
        assertEquals(List.of("a"), site.cancelled);
        assertEquals(0, breaker.getMetrics().getNumberOfBufferedCalls());
        assertEquals("<b>", await(Guarded.call(breaker, () -> site.get("b"))));
        assertEquals(CircuitBreaker.State.CLOSED, breaker.getState());
    }

    /** What the library does with a stage: the call goes on. */
    @WeftTest
    void aCancelledStageGoesOn() {
        var breaker = breaker();
        var inner = new ArrayList<CompletableFuture<String>>();
        var task = start(breaker.executeCompletionStage(() -> {
            inner.add(new Forecast(site).tomorrow());
            return inner.get(0);
        }));
        await(sleep(ofMillis(500)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals("<the day after <today>>", await(inner.get(0)));
        assertEquals(List.of(), site.cancelled);
        assertEquals(1, breaker.getMetrics().getNumberOfSuccessfulCalls());
    }
}
