package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

class HedgeTest {
    private int asked;
    private int cancelled;

    /** The first answer takes so long, further ones 10 ms. */
    @Async
    private Coroutine<Integer> answer(Duration first, boolean fails) throws IOException {
        int number = ++asked;
        boolean ended = false;
        try {
            await(sleep(number == 1 ? first : ofMillis(10)));
            ended = true;
        } finally {
            cancelled += ended ? 0 : 1;
        }
        if (fails) {
            throw new IOException("answer " + number);
        }
        return result(number);
    }

    @WeftTest
    void asksOnceIfTheAnswerComesInTime() {
        assertEquals(1, await(Hedge.ask(ofMillis(50), () -> answer(ofMillis(40), false))));
        assertEquals(1, asked);
    }

    @WeftTest
    void asksOnceMoreIfItIsLate(Sim sim) {
        assertEquals(2, await(Hedge.ask(ofMillis(50), () -> answer(ofMillis(900), false))));
        assertEquals(ofMillis(60), sim.elapsed());
        assertEquals(1, cancelled);
    }

    @WeftTest
    void theFirstMayStillWin(Sim sim) {
        assertEquals(1, await(Hedge.ask(ofMillis(50), () -> answer(ofMillis(55), false))));
        assertEquals(ofMillis(55), sim.elapsed());
        assertEquals(1, cancelled);
    }

    @WeftTest
    void ifBothFailTheFirstFailureIsThrown() {
        var task = start(Hedge.ask(ofMillis(50), () -> answer(ofMillis(20), true)));
        await(waitAll(task));
        var failure = assertInstanceOf(IOException.class, task.exceptionNow());
        assertEquals("answer 1", failure.getMessage());
        assertEquals("answer 2", failure.getSuppressed()[0].getMessage());
    }

    @WeftTest
    void aCancellationReachesBoth() {
        var task = start(Hedge.ask(ofMillis(5), () -> answer(ofMillis(900), false)));
        await(sleep(ofMillis(7)));
        task.cancel();
        await(waitAll(List.of(task)));
        assertTrue(task.isCancelled());
        assertEquals(2, cancelled);
    }
}
