package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.io.IOException;
import java.time.Duration;

/** Calls behind policies of Failsafe. */
final class FailsafeCall {
    private final RetryPolicy<String> retry = RetryPolicy.<String>builder()
            .handle(IOException.class)
            .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30))
            .withMaxAttempts(3)
            .build();
    private final Forecast forecast;

    FailsafeCall(Forecast forecast) {
        this.forecast = forecast;
    }

    @Async
    Coroutine<String> tomorrow() {
        var failsafe = Failsafe.with(retry).with(new LoopScheduler(EventLoop.running()));
        return result(await(failsafe.getStageAsync(forecast::tomorrow)));
    }
}
