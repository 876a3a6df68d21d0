package dev.weft.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.LoopFixture;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.internal.task.EventLoopImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** r7: what blocks a loop is reported while it does, with its stack. The time of the looks is driven by the test. */
@Tag("jdk")
class WatchdogTest extends LoopFixture {
    private static final long MILLI = 1_000_000;

    private final List<Throwable> blocked = new ArrayList<>();
    private final CountDownLatch reported = new CountDownLatch(1);
    private final StallDetector detector = detectorOf(loop, 1_000 * MILLI);
    private long now;

    private static LoopMetrics metricsOf(EventLoop loop) {
        return ((EventLoopImpl) loop).metrics();
    }

    private StallDetector detectorOf(EventLoop watched, long threshold) {
        return new StallDetector(metricsOf(watched), threshold) {
            @Override
            void report(String message, Throwable stack) {
                events.add(message);
                blocked.add(stack);
                reported.countDown();
            }
        };
    }

    /** Looks every quarter of a second. */
    private void look(int times) {
        for (int i = 0; i < times; i++) {
            detector.look(now += 250 * MILLI);
        }
    }

    private Object slow() {
        look(5);
        return null;
    }

    @Test
    void r7aStepThatBlocksIsReportedDuringTheStallWithItsStackAndTheTasksName() {
        look(10);
        Task<Object> task =
                loop.start(script("slow").then(v -> slow()).then(v -> events.add("reported before this")), "Slow one");
        run(task);
        assertTrue(events.get(0).contains("task Slow one"), events.get(0));
        assertTrue(events.get(0).contains("1000 ms"), events.get(0));
        assertEquals("reported before this", events.get(1));
        assertTrue(
                Arrays.stream(blocked.get(0).getStackTrace())
                        .anyMatch(e -> e.getMethodName().equals("slow")
                                && e.getFileName().equals("WatchdogTest.java")),
                () -> Arrays.toString(blocked.get(0).getStackTrace()));
    }

    @Test
    void aStallIsReportedOnceAndTheNextOneAgain() {
        loop.execute(() -> look(40));
        loop.execute(() -> events.add("next"));
        loop.execute(() -> look(40));
        runReady();
        assertEquals(3, events.size());
        assertTrue(events.get(0).startsWith("a callback has blocked"), events.get(0));
        assertEquals("next", events.get(1));
    }

    @Test
    void manyShortStepsAreNoStall() {
        for (int i = 0; i < 20; i++) {
            loop.execute(() -> look(3));
        }
        runReady();
        assertEquals(List.of(), events);
    }

    @Test
    void aLoopThatWaitsOrDoesNotRunIsNoStall() {
        look(40);
        EventLoop[] waiting = new EventLoop[1];
        StallDetector[] looking = new StallDetector[1];
        waiting[0] = uncaught.watch(EventLoop.create(time, new dev.weft.ports.Poller() {
            @Override
            public void poll(long nanos) {
                for (int i = 0; i < 40; i++) {
                    looking[0].look(now += 250 * MILLI);
                }
                time.poll(nanos);
            }

            @Override
            public void wakeUp() {}
        }));
        looking[0] = detectorOf(waiting[0], 1_000 * MILLI);
        waiting[0].runUntilComplete(Weft.sleep(java.time.Duration.ofSeconds(1)));
        assertEquals(List.of(), events);
    }

    @Test
    void aMachineThatStoodStillIsNoStall() {
        loop.execute(() -> {
            look(1);
            now += 3_600_000 * MILLI;
        });
        loop.execute(() -> look(2));
        runReady();
        assertEquals(List.of(), events);
    }

    @Test
    void aRunThatHasJustBegunIsNoStall() {
        now = 3_600_000 * MILLI;
        loop.execute(() -> look(1));
        runReady();
        assertEquals(List.of(), events);
    }

    @Test
    void onlyTheMachinesTimeIsWatchedUnlessTheProperty() {
        LoopMetrics metrics = metricsOf(loop);
        assertFalse(Watchdog.watch(metrics, false), "virtual");
        assertTrue(Watchdog.watch(metrics, true), "real");
        withProperty("0", () -> assertFalse(Watchdog.watch(metrics, true), "real, switched off"));
        withProperty("200", () -> assertTrue(Watchdog.watch(metrics, false), "virtual, switched on"));
        Watchdog.unwatch(metrics);
    }

    private static void withProperty(String value, Runnable body) {
        System.setProperty(Watchdog.MILLIS, value);
        try {
            body.run();
        } finally {
            System.clearProperty(Watchdog.MILLIS);
        }
    }

    /** The one test with the real thread: it blocks the loop until the report has come, for as short as can be. */
    @Test
    void theDaemonReportsWhileTheLoopIsBlocked() {
        Watchdog.watch(metricsOf(loop), detectorOf(loop, MILLI));
        run(script("main").then(v -> {
            reported.await();
            return null;
        }));
        Watchdog.unwatch(metricsOf(loop));
        assertTrue(events.get(0).contains("task Task-1"), events.get(0));
        Thread watchdog = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("weft-watchdog"))
                .findAny()
                .orElseThrow();
        assertTrue(watchdog.isDaemon(), "the watchdog does not keep the JVM: " + watchdog);
    }

    @Test
    void theThreadLivesThoughReportsThrow() {
        EventLoop watched = EventLoop.create();
        CountDownLatch looks = new CountDownLatch(3);
        StallDetector throwing = new StallDetector(metricsOf(watched), MILLI) {
            @Override
            void report(String message, Throwable stack) {
                looks.countDown();
                throw new AssertionError("a logger that throws");
            }
        };
        try {
            watched.runUntilComplete(script("stalls")
                    .then(v -> {
                        Watchdog.watch(metricsOf(watched), throwing);
                        return null;
                    })
                    .then(v -> waitUntil(looks, 2))
                    .await(Weft.yieldNow())
                    .then(v -> waitUntil(looks, 1))
                    .await(Weft.yieldNow())
                    .then(v -> waitUntil(looks, 0)));
            assertEquals(0, looks.getCount());
        } finally {
            Watchdog.unwatch(metricsOf(watched));
            watched.close();
        }
    }

    private static Object waitUntil(CountDownLatch latch, long left) throws InterruptedException {
        while (latch.getCount() > left) {
            Thread.sleep(1);
        }
        return null;
    }
}
