package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.util.List;

class SingletonTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));
    private final Singleton<String> singleton = new Singleton<>(() -> site.get("a"));

    @WeftTest
    void isMadeOnce() throws Exception {
        assertEquals(List.of("<a>", "<a>"), await(gather(singleton.get(), singleton.get())));
        assertEquals(List.of("a"), site.asked);
    }

    @WeftTest
    void ifTheMakerIsCancelledTheNextOneMakesIt(Sim sim) {
        var first = start(() -> singleton.get());
        var second = start(() -> singleton.get());
        await(sleep(ofMillis(500)));
        first.cancel();
        assertEquals("<a>", await(second));
        assertTrue(first.isCancelled());
        assertEquals(List.of("a", "a"), site.asked);
        assertEquals(ofMillis(1500), sim.elapsed());
    }
}
