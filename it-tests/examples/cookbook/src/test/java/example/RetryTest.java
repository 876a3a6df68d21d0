package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class RetryTest {
    private final List<Duration> calls = new ArrayList<>();

    @Async
    private Coroutine<String> third(Sim sim) throws IOException {
        calls.add(sim.elapsed());
        await(sleep(ofMillis(1)));
        if (calls.size() < 3) {
            throw new IOException("call " + calls.size());
        }
        return result("here");
    }

    @WeftTest
    void triesAgain(Sim sim) throws Exception {
        assertEquals("here", await(Retry.call(5, ofMillis(100), sim.random(), () -> third(sim))));
        assertEquals(3, calls.size());
        assertTrue(calls.get(1).compareTo(ofMillis(101)) <= 0, calls::toString);
        assertTrue(calls.get(2).compareTo(ofMillis(302)) <= 0, calls::toString);
    }

    @WeftTest
    void givesUpWithTheLastFailure(Sim sim) {
        var task = start(() -> Retry.call(2, ofMillis(100), sim.random(), () -> third(sim)));
        await(waitAll(task));
        assertEquals(
                "call 2",
                assertInstanceOf(IOException.class, task.exceptionNow()).getMessage());
    }

    @WeftTest
    void mistakesAreNotTriedAgain(Sim sim) {
        var task = start(() -> Retry.call(5, ofMillis(100), sim.random(), () -> {
            calls.add(sim.elapsed());
            throw new IllegalArgumentException("wrong");
        }));
        await(waitAll(task));
        assertInstanceOf(IllegalArgumentException.class, task.exceptionNow());
        assertEquals(1, calls.size());
    }

    @WeftTest
    void aPauseCanBeCancelled(Sim sim) {
        var task = start(() -> Retry.call(9, ofSeconds(10), sim.random(), () -> third(sim)));
        await(sleep(ofMillis(2)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(1, calls.size());
        assertEquals(ofMillis(2), sim.elapsed());
    }
}
