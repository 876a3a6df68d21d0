package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What Resilience4j does with stages: why the page does otherwise. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class Resilience4jTest {
    private final BlockingQueue<CompletableFuture<String>> calls = new LinkedBlockingQueue<>();

    private CompletionStage<String> call() {
        var answer = new CompletableFuture<String>();
        calls.add(answer);
        return answer;
    }

    @Test
    void aCancelledRetryCallsAgain() throws Exception {
        var retry = Retry.of(
                "site", RetryConfig.custom().waitDuration(Duration.ofMillis(1)).build());
        var threads = Executors.newSingleThreadScheduledExecutor();
        try {
            var answer = retry.executeCompletionStage(threads, this::call).toCompletableFuture();
            answer.cancel(true);
            var first = calls.take();
            assertFalse(first.isDone());
            first.completeExceptionally(new IOException("the first"));
            assertFalse(calls.take().isDone());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRateLimitBlocksTheThread() {
        var limit = RateLimiter.of(
                "site",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofMillis(200))
                        .timeoutDuration(Duration.ofSeconds(30))
                        .build());
        var begin = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            limit.executeCompletionStage(this::call);
        }
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(200));
        assertEquals(3, calls.size());
    }
}
