package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class EveryTest {
    private final List<Long> begun = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** Takes 3 s; the second time it fails, the third time it takes 25 s. */
    @Async
    private Coroutine<Void> job(Sim sim) throws IOException {
        begun.add(sim.elapsed().toSeconds());
        await(sleep(ofSeconds(begun.size() == 3 ? 25 : 3)));
        if (begun.size() == 2) {
            throw new IOException("second");
        }
        return done();
    }

    @WeftTest
    void neitherAFailureNorALongRunMovesIt(Sim sim) {
        var task = start(Every.every(ofSeconds(10), () -> job(sim), e -> failures.add(e.getMessage())));
        await(sleep(ofSeconds(65)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(List.of(0L, 10L, 20L, 50L, 60L), begun);
        assertEquals(List.of("second"), failures);
    }

    @WeftTest
    void aPeriodOfZeroOrLessIsRefusedBeforeTheFirstRound(Sim sim) {
        for (int seconds : new int[] {0, -1}) {
            var task = start(Every.every(ofSeconds(seconds), () -> job(sim), e -> failures.add(e.getMessage())));
            await(waitAll(task));
            assertInstanceOf(IllegalArgumentException.class, task.exceptionNow());
        }
        assertEquals(List.of(), begun);
    }
}
