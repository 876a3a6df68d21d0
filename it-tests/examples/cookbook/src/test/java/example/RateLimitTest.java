package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class RateLimitTest {
    private final List<Duration> times = new ArrayList<>();

    @Async
    private Coroutine<Void> take(RateLimit limit, Sim sim) {
        await(limit.acquire());
        times.add(sim.elapsed());
        return done();
    }

    @WeftTest
    void aBurstThenOneAtATime(Sim sim) {
        var limit = new RateLimit(ofMillis(100), 2);
        await(gather(Collections.nCopies(4, limit), 4, each -> take(each, sim)));
        assertEquals(List.of(ZERO, ZERO, ofMillis(100), ofMillis(200)), times);
        await(sleep(ofSeconds(9)));
        await(gather(Collections.nCopies(3, limit), 3, each -> take(each, sim)));
        assertEquals(List.of(ofMillis(9200), ofMillis(9200), ofMillis(9300)), times.subList(4, 7));
    }

    @WeftTest
    void whoIsCancelledTakesNothing(Sim sim) {
        var limit = new RateLimit(ofMillis(100), 1);
        await(take(limit, sim));
        var gone = start(take(limit, sim));
        var next = start(take(limit, sim));
        await(sleep(ofMillis(50)));
        gone.cancel();
        await(waitAll(gone, next));
        assertEquals(List.of(ZERO, ofMillis(100)), times);
    }
}
