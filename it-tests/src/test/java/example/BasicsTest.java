package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.EventLoop;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** What the guide quotes does what the guide says. */
class BasicsTest {

    @WeftTest
    void anExceptionArrivesAsItWasThrown() {
        assertEquals("other", await(Basics.readOr("a", "other")));
        try {
            await(Basics.read("a"));
            fail("nothing thrown");
        } catch (IOException e) {
            assertEquals("no file a", e.getMessage());
        }
    }

    @WeftTest
    void aResultOfASubtypeIsMadeAnew() {
        assertEquals(7, await(Basics.any()));
    }

    @WeftTest
    void cleanUpMayAwait() {
        var task = start(Basics.patient());
        await(sleep(Duration.ofSeconds(1)));
        Duration begin = EventLoop.running().time();
        assertTrue(task.cancel());
        try {
            await(task);
            fail("not cancelled");
        } catch (CancellationException e) {
            assertEquals(begin.plusMillis(10), EventLoop.running().time());
        }
    }
}
