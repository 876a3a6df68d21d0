package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class FailsafeCallTest {
    private final FakeSite site = new FakeSite(ofSeconds(5));
    private final FailsafeCall call = new FailsafeCall(new Forecast(site));

    @WeftTest
    void triesAgainAfterAPause(Sim sim) {
        site.broken.add("today");
        var task = start(call.tomorrow());
        await(sleep(ofMillis(5500)));
        assertEquals(List.of("today"), site.asked);
        site.broken.clear();
        assertEquals("<the day after <today>>", await(task));
        assertEquals(ofSeconds(16), sim.elapsed());
    }

    @WeftTest
    void givesUpWithTheLastFailure(Sim sim) {
        site.broken.add("today");
        var task = start(call.tomorrow());
        await(waitAll(task));
        assertInstanceOf(IOException.class, task.exceptionNow());
        assertEquals(3, site.asked.size());
        assertEquals(ofSeconds(18), sim.elapsed());
    }

    @WeftTest
    void aCancellationReachesTheCall(Sim sim) {
        var task = start(call.tomorrow());
        await(sleep(ofSeconds(2)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        await(sleep(ofSeconds(100)));
        assertEquals(List.of("today"), site.asked);
        assertEquals(List.of("today"), site.cancelled);
    }

    @WeftTest
    void aCancellationEndsAPause() {
        site.broken.add("today");
        var task = start(call.tomorrow());
        await(sleep(ofMillis(5500)));
        task.cancel();
        await(waitAll(task));
        await(sleep(ofSeconds(100)));
        assertEquals(List.of("today"), site.asked);
    }

    @WeftTest
    void aLimitReachesTheCall(Sim sim) {
        var task = start(() -> withTimeout(ofSeconds(7), call.tomorrow()));
        await(waitAll(task));
        assertInstanceOf(TimeoutException.class, task.exceptionNow());
        assertEquals(ofSeconds(7), sim.elapsed());
        assertEquals(List.of("the day after <today>"), site.cancelled);
    }

    /** What not to do: the library drops the answer. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void anExecutorIsNoScheduler() throws Exception {
        Executor executor = Runnable::run;
        var failsafe = Failsafe.with(RetryPolicy.<String>ofDefaults()).with(executor);
        assertNull(failsafe.getStageAsync(() -> completedFuture("answer")).get());
    }
}
