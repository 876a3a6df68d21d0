package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;

class CacheTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));
    private final Cache<String, String> cache = new Cache<>(site::get);

    @WeftTest
    void loadsOnce(Sim sim) {
        assertEquals(List.of("<a>", "<a>", "<b>"), await(gather(cache.get("a"), cache.get("a"), cache.get("b"))));
        assertEquals("<a>", await(cache.get("a")));
        assertEquals(List.of("a", "b"), site.asked);
        assertEquals(ofSeconds(1), sim.elapsed());
    }

    @WeftTest
    void whoGoesAwayLeavesTheOthersTheirLoad(Sim sim) {
        var hasty = start(cache.get("a"));
        var patient = start(cache.get("a"));
        await(sleep(ofMillis(500)));
        hasty.cancel();
        assertEquals("<a>", await(patient));
        assertTrue(hasty.isCancelled());
        assertEquals(List.of("a"), site.asked);
        assertEquals(ofSeconds(1), sim.elapsed());
    }

    @WeftTest
    void aFailureIsForAllWhoWaitAndNobodyElse() {
        site.broken.add("a");
        var both = List.of(start(cache.get("a")), start(cache.get("a")));
        await(waitAll(both));
        for (var each : both) {
            assertInstanceOf(IOException.class, each.exceptionNow());
        }
        site.broken.clear();
        assertEquals("<a>", await(cache.get("a")));
        assertEquals(List.of("a", "a"), site.asked);
    }
}
