package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.test.Explore;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a test class may have, under the test kit. */
class KitTest {
    private final List<String> events = new ArrayList<>();

    @TempDir
    Path folder;

    @Entry
    @BeforeEach
    void begin(Sim sim, TestInfo info) {
        await(yieldNow());
        events.add("begin " + info.getTestMethod().orElseThrow().getName());
    }

    @Async
    private Coroutine<Void> log(String event) {
        await(yieldNow());
        events.add(event);
        return done();
    }

    @WeftTest
    void inVirtualTime(Sim sim) {
        await(sleep(Duration.ofDays(1)));
        assertEquals(Duration.ofDays(1), sim.elapsed());
        assertEquals(List.of("begin inVirtualTime"), events);
        assertTrue(folder.toFile().isDirectory(), folder::toString);
    }

    @Explore(schedules = 100)
    void underManySchedules() {
        var a = start(log("a"), "a");
        var b = start(log("b"), "b");
        await(a);
        await(b);
        assertEquals(3, events.size(), events::toString);
        assertTrue(folder.toFile().isDirectory(), folder::toString);
    }

    @Nested
    class Inner {
        private int begun;

        @BeforeEach
        void beginInside() {
            begun++;
            assertEquals(1, events.size(), events::toString);
        }

        @Explore(schedules = 10)
        void freshEachTime(TestInfo info, Sim sim) {
            await(sim.settled());
            assertEquals(1, begun);
            assertEquals(List.of("begin freshEachTime"), events);
        }
    }
}
