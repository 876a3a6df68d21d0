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

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;

class AtMostTest {
    private static final List<String> PAGES = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");

    private final FakeSite site = new FakeSite(ofSeconds(1));
    private final AtMost atMost = new AtMost(site);

    @WeftTest
    void fourOfThese(Sim sim) {
        assertEquals(
                List.of("<1>", "<2>", "<3>", "<4>", "<5>", "<6>", "<7>", "<8>", "<9>"), await(atMost.getAll(PAGES)));
        assertEquals(4, site.most);
        assertEquals(ofSeconds(3), sim.elapsed());
    }

    @WeftTest
    void aFailureBeginsNoOther() {
        site.broken.add("1");
        var task = start(atMost.getAll(PAGES));
        await(waitAll(task));
        assertInstanceOf(IOException.class, task.exceptionNow());
        assertEquals(List.of("1", "2", "3", "4"), site.asked);
    }

    @WeftTest
    void fourAmongAll() throws IOException {
        await(gather(PAGES, 9, atMost::get));
        assertEquals(4, site.most);
    }

    @WeftTest
    void whoGoesAwayFreesAPlace(Sim sim) throws IOException {
        var four =
                List.of(start(atMost.get("1")), start(atMost.get("2")), start(atMost.get("3")), start(atMost.get("4")));
        var waiting = start(atMost.get("5"));
        await(sleep(ofMillis(500)));
        four.get(0).cancel();
        assertEquals("<5>", await(waiting));
        assertEquals(ofMillis(1500), sim.elapsed());
        await(waitAll(four));
    }
}
