package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class SupervisorTest {
    private final List<Long> begun = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** Fails after a second, then twice at once, then after 1000 s; then it ends, or never does. */
    @Async
    private Coroutine<Void> service(Sim sim, boolean ends) throws IOException {
        begun.add(sim.elapsed().toSeconds());
        int run = begun.size();
        await(sleep(ofSeconds(run == 1 ? 1 : run == 4 ? 1000 : 0)));
        if (run <= 4) {
            throw new IOException("run " + run);
        }
        await(sleep(ofSeconds(ends ? 1 : 1_000_000)));
        return done();
    }

    @WeftTest
    void beginsItAgain(Sim sim) {
        await(Supervisor.keep(() -> service(sim, true), e -> failures.add(e.getMessage())));
        assertEquals(List.of(0L, 2L, 4L, 8L, 1009L), begun);
        assertEquals(List.of("run 1", "run 2", "run 3", "run 4"), failures);
    }

    @WeftTest
    void aCancellationIsNoFailure(Sim sim) {
        var task = start(Supervisor.keep(() -> service(sim, false), e -> failures.add(e.getMessage())));
        await(sleep(ofSeconds(2000)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(5, begun.size());
        assertEquals(4, failures.size());
    }
}
