package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.util.List;
import java.util.concurrent.TimeoutException;

class LimitsTest {

    @WeftTest
    void inTime() throws Exception {
        var limits = new Limits(new FakeSite(ofSeconds(1)));
        assertEquals("<weather>", await(limits.weather()));
        assertEquals("<there>, <back after <there>>", await(limits.journey()));
    }

    @WeftTest
    void aCallThatIsTooLateIsCancelled(Sim sim) throws Exception {
        var site = new FakeSite(ofSeconds(3));
        assertEquals("unknown", await(new Limits(site).weather()));
        assertEquals(ofSeconds(2), sim.elapsed());
        assertEquals(List.of("weather"), site.cancelled);
    }

    @WeftTest
    void bothTogether(Sim sim) {
        var site = new FakeSite(ofSeconds(3));
        var task = start(() -> new Limits(site).journey());
        await(waitAll(task));
        assertInstanceOf(TimeoutException.class, task.exceptionNow());
        assertEquals(ofSeconds(5), sim.elapsed());
        assertEquals(List.of("back after <there>"), site.cancelled);
    }
}
