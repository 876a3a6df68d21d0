package example;

import static dev.weft.Weft.await;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Entry;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyTest {

    /** In real time. */
    @Entry
    @Test
    void oneMethod() {
        assertEquals("/home is there", await(First.check("/home", 10)));
    }

    @WeftTest
    void inTurn(Sim sim) {
        assertEquals(List.of("/home is there", "/news is there"), await(Many.inTurn()));
        assertEquals(ofMillis(600), sim.elapsed());
    }

    @WeftTest
    void together(Sim sim) {
        assertEquals(List.of("/home is there", "/news is there"), await(Many.together()));
        assertEquals(ofMillis(400), sim.elapsed());
    }

    @WeftTest
    void meanwhile(Sim sim) {
        assertEquals("/home is there, /news is there", await(Many.meanwhile()));
        assertEquals(ofMillis(400), sim.elapsed());
    }

    @WeftTest
    void aGroupEndsWithItsFirstFailure(Sim sim) {
        assertEquals("failed: /news is broken", await(Many.allOrNothing()));
        assertEquals(ofMillis(100), sim.elapsed());
    }

    @WeftTest
    void aLimitEndsWhatTakesTooLong(Sim sim) {
        assertEquals("no answer within 500 ms", await(Many.inTime(ofMillis(500))));
        assertEquals(ofMillis(500), sim.elapsed());
    }
}
