package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What adapters learn of a loop, and tell it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AdapterLoopTest {
    private final List<String> events = new ArrayList<>();

    /** A poller that says when it is closed. */
    private final class Closed implements Poller {
        private final Poller parking = Poller.parking();

        @Override
        public void poll(long nanos) {
            parking.poll(nanos);
        }

        @Override
        public void wakeUp() {
            parking.wakeUp();
        }

        @Override
        public void close() {
            events.add("poller closed");
        }
    }

    @Test
    void adaptersCleanUpAfterTheLastTaskAndBeforeThePollerIsClosed() {
        EventLoop loop = EventLoop.create(Clock.system(), new Closed());
        loop.runUntilComplete(Script.of("main").then(v -> {
            AdapterLoop here = AdapterLoop.of(loop);
            assertTrue(here.isHere());
            here.atEnd(() -> {
                events.add("first");
                here.report("subject", new IllegalStateException("leak"));
            });
            here.atEnd(() -> {
                throw new IllegalArgumentException("broken");
            });
            here.atEnd(() -> events.add("last"));
            return loop.start(
                    Script.of("task").await(Weft.sleep(Duration.ofDays(1))).caught(e -> events.add("task cancelled")));
        }));
        assertFalse(AdapterLoop.of(loop).isHere());
        loop.onUncaught((subject, failure) ->
                events.add(subject instanceof String ? failure.getMessage() : "callback " + failure.getMessage()));
        loop.close();
        assertEquals(List.of("task cancelled", "first", "leak", "callback broken", "last", "poller closed"), events);
        assertThrows(IllegalStateException.class, () -> AdapterLoop.of(loop).atEnd(() -> {}));
    }

    @Test
    void anotherThreadAddsNothing() {
        try (EventLoop loop = EventLoop.create()) {
            assertThrows(IllegalStateException.class, () -> AdapterLoop.of(loop).atEnd(() -> {}));
        }
    }

    /** A thread may begin to run the loop when another one is about to close it: then the run ends, and the loop is closed. */
    @Test
    void aRunThatBeginsWhileTheLoopIsClosedElsewhereEnds() throws Exception {
        for (int i = 0; i < 300; i++) {
            EventLoop loop = EventLoop.create();
            CountDownLatch ready = new CountDownLatch(1);
            Thread runs = new Thread(() -> {
                ready.countDown();
                try {
                    loop.runForever();
                } catch (IllegalStateException closed) {
                    // it was closed first, or is being closed
                }
            });
            runs.start();
            ready.await();
            loop.closeAsync().toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertTrue(loop.isClosed());
            runs.join();
        }
    }
}
