package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Memory ends as the frame of a method that suspends is made: the await throws that, and all later awaits wait as ever,
 * though what was awaited has been told of the wait.
 */
@Tag("jdk")
class FailedSuspensionTest extends LoopFixture {
    private final OutOfMemoryError memory = new OutOfMemoryError("of the test");

    /** Awaits, and fails if it would have to suspend. */
    private final class NoFrame extends Frame<Object> {
        private final Object source;

        NoFrame(Object source) {
            this.source = source;
        }

        @Override
        protected Object resume(FrameDriver driver) throws Throwable {
            Object given = Script.awaitAny(source, driver);
            if (given == SUSPENDED) {
                throw memory;
            }
            return given;
        }

        @Override
        protected StackTraceElement position() {
            return null;
        }
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                source("yieldNow", Weft::yieldNow),
                source("sleep(0)", () -> Weft.sleep(Duration.ZERO)),
                source("sleep", () -> Weft.sleep(SECOND)),
                source("stage", CompletableFuture::new),
                source("event", () -> new AsyncEvent().whenSet()),
                source("take", () -> AsyncQueue.fifo(1).take()),
                source("gather", () -> Weft.gather(List.of(after(1, 1)))),
                source("task", () -> Weft.start(after(1, 1))));
    }

    private static Arguments source(String name, Supplier<Object> source) {
        return Arguments.of(name, source);
    }

    private Script<Object> program(Supplier<Object> source, CompletableFuture<Object> later) {
        return script("program")
                .await(v -> new NoFrame(source.get()))
                .caught(e -> {
                    assertSame(memory, e);
                    return events.add("thrown at its await");
                })
                .await(v -> later)
                .then(v -> events.add("then " + v))
                .await(v -> Weft.yieldNow())
                .await(v -> Weft.sleep(SECOND))
                .give("done");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void onALoop(String name, Supplier<Object> source) {
        CompletableFuture<Object> later = new CompletableFuture<>();
        loop.schedule(SECOND.multipliedBy(5), () -> later.complete("late"));
        assertEquals("done", run(program(source, later)));
        assertEquals(List.of("thrown at its await", "then late"), events);
        assertEquals(Duration.ofSeconds(6), time.elapsed());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void inAHotCallOnALoop(String name, Supplier<Object> source) {
        CompletableFuture<Object> later = new CompletableFuture<>();
        loop.schedule(SECOND.multipliedBy(5), () -> later.complete("late"));
        assertEquals(
                "done", run(script("main").await(v -> program(source, later).hot())));
        assertEquals(List.of("thrown at its await", "then late"), events);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void whileManyOthersAreReady(String name, Supplier<Object> source) {
        for (int i = 0; i < 3; i++) {
            loop.start(
                    script("busy").await(Weft.yieldNow()).await(Weft.yieldNow()).await(Weft.yieldNow()));
        }
        CompletableFuture<Object> later = new CompletableFuture<>();
        loop.schedule(SECOND.multipliedBy(5), () -> later.complete("late"));
        assertEquals("done", run(program(source, later)));
        assertEquals(List.of("thrown at its await", "then late"), events);
    }

    /** The wait for the lock was given up, so the permit goes to the next one. */
    @Test
    void noPermitIsLost() {
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        CompletableFuture<Object> hot =
                script("hot").await(new NoFrame(lock.acquire())).caught(e -> e).hot();
        assertSame(memory, hot.join());
        assertSame(memory, run(script("cold").await(new NoFrame(lock.acquire())).caught(e -> e)));
        held.close();
        assertTrue(!lock.isLocked(), lock::toString);
    }

    @Test
    void aSpentBudget() {
        CompletableFuture<Object> later = new CompletableFuture<>();
        loop.schedule(SECOND, () -> later.complete("late"));
        Script<Object> program = script("program");
        for (int i = 0; i < 127; i++) {
            program.await(Weft.result(i)).await(CompletableFuture.completedFuture(i));
        }
        program.await(v -> new NoFrame(CompletableFuture.completedFuture(1)))
                .caught(e -> e)
                .await(later);
        assertEquals("late", run(program));
    }
}
