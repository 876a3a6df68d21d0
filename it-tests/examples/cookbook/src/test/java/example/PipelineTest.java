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

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;

class PipelineTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));
    private final Pipeline pipeline = new Pipeline(site);

    @WeftTest
    void countsAll(Sim sim) throws IOException {
        assertEquals(3 + 4 + 5 + 6, await(pipeline.letters(List.of("1", "22", "333", "4444"))));
        assertEquals(ofSeconds(4), sim.elapsed());
    }

    @WeftTest
    void aFailureOfTheProducerIsThrown() {
        site.broken.add("3");
        var task = start(() -> pipeline.letters(List.of("1", "2", "3", "4")));
        await(waitAll(task));
        assertEquals(
                "no 3", assertInstanceOf(IOException.class, task.exceptionNow()).getMessage());
        assertEquals(List.of("1", "2", "3"), site.asked);
    }

    @WeftTest
    void aCancellationEndsBoth(Sim sim) {
        var task = start(() -> pipeline.letters(List.of("1", "2", "3", "4")));
        await(sleep(ofMillis(1500)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(List.of("2"), site.cancelled);
        assertEquals(ofMillis(1500), sim.elapsed());
    }
}
