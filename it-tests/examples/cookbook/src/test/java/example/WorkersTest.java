package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.util.ArrayList;
import java.util.List;

class WorkersTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));
    private final List<String> failures = new ArrayList<>();
    private final Workers workers = new Workers(e -> failures.add(e.getMessage()));

    @WeftTest
    void allJobsAreDone(Sim sim) {
        site.broken.add("2");
        var work = start(workers.work(2), "work");
        for (var page : List.of("1", "2", "3", "4", "5")) {
            await(workers.submit(() -> site.get(page)));
        }
        workers.end();
        await(work);
        assertEquals(List.of("1", "2", "3", "4", "5"), site.asked);
        assertEquals(List.of("no 2"), failures);
        assertEquals(2, site.most);
        assertEquals(ofSeconds(3), sim.elapsed());
    }

    @WeftTest
    void aCancellationLeavesTheJobsThatHaveNotBegun() {
        var work = start(workers.work(2));
        for (var page : List.of("1", "2", "3")) {
            await(workers.submit(() -> site.get(page)));
        }
        await(sleep(ofMillis(500)));
        work.cancel();
        await(waitAll(work));
        assertTrue(work.isCancelled());
        assertEquals(List.of("1", "2"), site.cancelled);
        assertEquals(List.of("1", "2"), site.asked);
    }
}
