package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a probe takes from a stream, what it says of what it did not expect, and what it leaves behind. */
class StreamProbeTest {
    private static final List<String> EVENTS = new ArrayList<>();

    /** A number each second. */
    @Async
    private static AsyncStream<Integer> ticks(int from, int to) {
        try {
            for (int i = from; i <= to; i++) {
                await(sleep(SECOND));
                emit(i);
            }
        } finally {
            await(yieldNow());
            EVENTS.add("closed");
        }
        return end();
    }

    @Async
    private static AsyncStream<Integer> fails(int after) throws IOException {
        for (int i = 1; i <= after; i++) {
            emit(i);
        }
        await(sleep(SECOND));
        throw new IOException("of the stream");
    }

    // ---- what is expected

    @WeftTest
    void itemsAndTheEnd(Sim sim) {
        var probe = sim.probe(ticks(1, 2));
        await(probe.next(1));
        await(probe.next(2));
        await(probe.end());
        assertEquals(SECOND.multipliedBy(2), sim.elapsed());
        assertEquals("probe of StreamProbeTest.ticks", probe.toString());
    }

    @WeftTest
    void aFailure(Sim sim) throws IOException {
        var probe = sim.probe(fails(1));
        await(probe.next(1));
        await(probe.failure(IOException.class));
    }

    @WeftTest
    void nullsAndArraysThatAreEqual(Sim sim) {
        var nulls = sim.probe(AsyncStream.from(Arrays.asList(1, null)));
        await(nulls.next(1));
        await(nulls.next(null));
        var arrays = sim.probe(AsyncStream.of(new byte[] {1}, new byte[] {2}));
        await(arrays.next(new byte[] {1}));
    }

    @WeftTest
    void whatComesAfterNothingIsNotLost(Sim sim) {
        var probe = sim.probe(ticks(1, 3));
        await(probe.nothingFor(SECOND.dividedBy(2)));
        assertEquals(SECOND.dividedBy(2), sim.elapsed());
        await(probe.nothingFor(SECOND.dividedBy(4)));
        await(probe.next(1));
        assertEquals(SECOND, sim.elapsed());
        await(probe.nothingFor(SECOND)); // it comes at the end of that time
        await(probe.next(2));
        await(probe.next(3));
        await(probe.nothingFor(Duration.ZERO));
        await(probe.end());
        assertEquals(SECOND.multipliedBy(3), sim.elapsed());
    }

    @WeftTest
    void timePassesForNothingThoughItDoesNotPassByItself(Sim sim) {
        sim.autoAdvance(false);
        var probe = sim.probe(ticks(1, 2));
        await(probe.nothingFor(SECOND));
        await(probe.next(1));
    }

    @Explore(schedules = 300)
    void inEachSchedule(Sim sim) {
        var probe = sim.probe(ticks(1, 3).buffer(1));
        await(probe.nothingFor(SECOND.dividedBy(2)));
        await(probe.next(1));
        await(probe.next(2));
        await(probe.next(3));
        await(probe.end());
    }

    @WeftTest
    void whoGivesUpWaitingForWhatWasAskedAheadEndsTheStream(Sim sim) {
        var probe = sim.probe(ticks(1, 2));
        EVENTS.clear();
        try {
            await(withTimeout(SECOND.dividedBy(2), probe.next(1)), TimeoutException.class);
        } catch (TimeoutException expected) {
            EVENTS.add("timeout");
        }
        assertEquals(List.of("closed", "timeout"), EVENTS);
        await(probe.failure(IllegalStateException.class));
    }

    @WeftTest
    void oneCallAtATime(Sim sim) {
        var probe = sim.probe(ticks(1, 2));
        Task<Void> first = start(probe.nothingFor(SECOND.dividedBy(2)));
        await(yieldNow());
        Task<Void> second = start(probe.next(1));
        await(waitAll(List.of(second)));
        assertEquals(
                "another call of the probe of StreamProbeTest.ticks is under way; await that first",
                second.exceptionNow().getMessage());
        await(first);
        await(probe.next(1));
    }

    @WeftTest
    void whatIsRefused(Sim sim) {
        var probe = sim.probe(ticks(1, 2));
        assertThrows(IllegalArgumentException.class, () -> probe.nothingFor(SECOND.negated()));
        AsyncStream<Integer> used = ticks(1, 2);
        used.open();
        assertThrows(IllegalStateException.class, () -> sim.probe(used));
    }

    @Test
    void withoutWovenTests() {
        Simulation.run(sim -> sim.probe(AsyncStream.of(1, 2)).next(1));
    }

    // ---- what is not expected

    /** Awaits what must fail, and returns the message. */
    @Async
    private static Coroutine<Void> says(String message, AsyncCallable<Void> expectation) throws Exception {
        Task<Void> task = start(expectation.call());
        await(waitAll(List.of(task)));
        assertEquals(
                message,
                assertInstanceOf(AssertionError.class, task.exceptionNow()).getMessage());
        return done();
    }

    @WeftTest
    void anotherItem(Sim sim) throws Exception {
        var probe = sim.probe(ticks(1, 9));
        await(says("item 1 of StreamProbeTest.ticks: expected <7>, but <1> came", () -> probe.next(7)));
        await(says("item 2 of StreamProbeTest.ticks: expected null, but <2> came", () -> probe.next(null)));
        await(says("StreamProbeTest.ticks: expected its end, but <3> came", probe::end));
        await(says(
                "StreamProbeTest.ticks: expected a failure, java.io.IOException, but <4> came",
                () -> probe.failure(IOException.class)));
        await(probe.next(5));
        await(says(
                "StreamProbeTest.ticks: expected nothing for 2 s, but after 1 s <6> came",
                () -> probe.nothingFor(SECOND.multipliedBy(2))));
        await(probe.next(6));
        await(probe.nothingFor(SECOND));
        await(says(
                "StreamProbeTest.ticks: expected nothing for 1 ms, but before that <7> came",
                () -> probe.nothingFor(Duration.ofMillis(1))));
    }

    @WeftTest
    void anItemThatLooksEqual(Sim sim) throws Exception {
        StreamProbe<Object> probe = sim.probe(AsyncStream.<Object>of(1L, new int[] {1}));
        await(says(
                "item 1 of of: expected <1>, but <1> came (java.lang.Integer and java.lang.Long)"
                        .replace("of of", "of " + nameOf(probe)),
                () -> probe.next(1)));
        await(says("item 2 of " + nameOf(probe) + ": expected [2], but [1] came", () -> probe.next(new int[] {2})));
    }

    private static String nameOf(StreamProbe<?> probe) {
        return probe.toString().substring("probe of ".length());
    }

    @WeftTest
    void theEnd(Sim sim) throws Exception {
        var probe = sim.probe(ticks(1, 0));
        await(says("item 1 of StreamProbeTest.ticks: expected <1>, but it has ended", () -> probe.next(1)));
        await(says(
                "StreamProbeTest.ticks: expected a failure, java.io.IOException, but it has ended",
                () -> probe.failure(IOException.class)));
        await(says(
                "StreamProbeTest.ticks: expected nothing for 1 s, but before that it has ended",
                () -> probe.nothingFor(SECOND)));
    }

    @WeftTest
    void anUnexpectedFailure(Sim sim) throws Exception {
        String failed = "it has failed: java.io.IOException: of the stream";
        var first = sim.probe(fails(0));
        await(says("item 1 of StreamProbeTest.fails: expected <1>, but " + failed, () -> first.next(1)));
        var second = sim.probe(fails(0));
        await(says("StreamProbeTest.fails: expected its end, but " + failed, second::end));
        var third = sim.probe(fails(0));
        await(says(
                "StreamProbeTest.fails: expected a failure, java.util.concurrent.TimeoutException, but " + failed,
                () -> third.failure(TimeoutException.class)));
        var fourth = sim.probe(fails(0));
        await(says(
                "StreamProbeTest.fails: expected nothing for 1 min, but after 1 s " + failed,
                () -> fourth.nothingFor(Duration.ofMinutes(1))));
        await(fourth.failure(IOException.class));
    }

    @Test
    void aFailureIsTheCause() {
        Throwable failure = Ran.of(Unexpected.class).failure();
        assertTrue(
                String.valueOf(failure.getMessage())
                        .startsWith("item 1 of StreamProbeTest.fails: expected <1>, but it has failed"),
                failure::toString);
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        assertInstanceOf(IOException.class, deepest);
    }

    static class Unexpected {
        @WeftTest
        void test(Sim sim) throws IOException {
            await(sim.probe(fails(0)).next(1));
        }
    }

    // ---- the end of the test

    @Test
    void theStreamIsClosedAtTheEndAndThatIsAwaited() {
        EVENTS.clear();
        Ran.of(Unread.class).passes(4);
        assertEquals(List.of("closed", "closed"), EVENTS);
    }

    static class Unread {
        @WeftTest
        void atAnItem(Sim sim) {
            await(sim.probe(ticks(1, 9)).next(1));
        }

        @WeftTest
        void whileItAwaits(Sim sim) {
            await(sim.probe(ticks(1, 9)).nothingFor(Duration.ofMillis(1)));
        }

        @WeftTest
        void beforeItBegins(Sim sim) {
            sim.probe(ticks(1, 9));
        }

        @WeftTest
        void withTasksOfItsOwn(Sim sim) {
            await(sim.probe(AsyncStream.of(1, 2, 3, 4).buffer(1)).next(1));
        }
    }

    @Test
    void aBackgroundTaskThatReadsItIsEndedFirst() {
        Ran.of(InBackground.class).passes(1);
    }

    static class InBackground {
        @WeftTest
        void test(Sim sim) {
            sim.background(sim.probe(ticks(1, 9)).next(1));
            await(yieldNow());
        }
    }

    @Test
    void aFailureOfTheClosing() {
        Ran.of(FailsAtClose.class)
                .says("StreamProbeTest.badlyClosed has failed when it was closed at the end of the test:"
                        + " java.io.IOException: of the clean-up");
    }

    @Async
    private static AsyncStream<Integer> badlyClosed() throws IOException {
        try {
            emit(1);
        } finally {
            await(sleep(SECOND));
            cleanUp();
        }
        return end();
    }

    private static void cleanUp() throws IOException {
        throw new IOException("of the clean-up");
    }

    static class FailsAtClose {
        @WeftTest
        void test(Sim sim) throws IOException {
            await(sim.probe(badlyClosed()).next(1));
        }
    }

    @Test
    void aFailureThatNobodyHasAskedFor() {
        Ran.of(FailsUnseen.class)
                .says("StreamProbeTest.fails has failed, and the test does not expect it:"
                        + " java.io.IOException: of the stream");
    }

    static class FailsUnseen {
        @WeftTest
        void test(Sim sim) throws IOException {
            await(sim.probe(fails(0)).nothingFor(SECOND));
        }
    }
}
