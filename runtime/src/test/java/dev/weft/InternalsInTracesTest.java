package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.entry.EntryCall;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stack trace shows users their methods and the API that they called, nothing of what is behind it: from the moment that
 * the failure passes to a suspended method that awaits, or leaves its task. What a method catches before that is not treated,
 * and shows the loop.
 */
@Tag("jdk")
class InternalsInTracesTest extends LoopFixture {
    private static void failHere() throws IOException {
        throw new IOException("x");
    }

    /** A method that suspends, and then fails. */
    private static Script<Object> late() {
        return script("late").await(Weft.yieldNow()).then(v -> {
            failHere();
            return null;
        });
    }

    private static Script<Object> chain(Script<Object> innermost) {
        return script("outer").await(script("middle").await(innermost));
    }

    /** A chain that suspends, and then awaits this. */
    private static Script<Object> lateChain(Script.Step source) {
        return chain(script("innermost").await(Weft.yieldNow()).await(source));
    }

    /** The elements that no user should see, of a failure and all that is in it. */
    private static List<String> internals(Throwable failure) {
        List<String> found = new ArrayList<>();
        collect(failure, found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found;
    }

    private static void collect(Throwable failure, List<String> found, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        for (StackTraceElement element : failure.getStackTrace()) {
            if (element.getClassName().startsWith("dev.weft.internal.")
                    || element.getClassName().startsWith("dev.weft.abi.")
                    || element.getMethodName().endsWith("$weft")) {
                found.add(failure.getClass().getSimpleName() + ": " + element);
            }
        }
        collect(failure.getCause(), found, seen);
        for (Throwable suppressed : failure.getSuppressed()) {
            collect(suppressed, found, seen);
        }
    }

    private void assertClean(Class<? extends Throwable> expected, Awaitable<?> main) {
        Throwable failure = assertThrows(expected, () -> run(main));
        assertEquals(List.of(), internals(failure), failure.toString());
    }

    @Test
    void aTaskThatNobodyAwaits() {
        loop.start(chain(late()));
        runReady();
        assertEquals(List.of(), internals(uncaught.takeOne()));
    }

    @Test
    void aTaskOfOneMethod() {
        assertClean(IOException.class, late());
    }

    @Test
    void aTaskOfOneMethodUnderACarrier() {
        ContextCarrier.install(() -> () -> () -> {});
        try {
            assertClean(IOException.class, late());
        } finally {
            ContextCarrier.install(null);
        }
    }

    @Test
    void aTaskOfOneMethodUnderAFlightRecording() {
        try (Recording recording = new Recording()) {
            recording.enable("dev.weft.LongCallback");
            recording.start();
            assertClean(IOException.class, late());
        }
    }

    @Test
    void aChainThatNeverSuspends() {
        assertClean(IOException.class, chain(script("innermost").then(v -> {
            failHere();
            return null;
        })));
    }

    @Test
    void aHotMethodOfOneMethod() throws Exception {
        CompletableFuture<Object> later = new CompletableFuture<>();
        CompletableFuture<Object> hot = script("hot")
                .await(later)
                .then(v -> {
                    failHere();
                    return null;
                })
                .hot();
        later.complete(1);
        assertEquals(List.of(), internals(assertThrows(ExecutionException.class, hot::get)));
    }

    @Test
    void anEntryMethod() {
        for (Script<Object> body : List.of(late(), chain(late()))) {
            Throwable failure = assertThrows(IOException.class, () -> EntryCall.enter(body));
            assertEquals(List.of(), internals(failure));
            assertTrue(
                    Arrays.stream(failure.getStackTrace())
                            .anyMatch(e -> e.getMethodName().contains("anEntryMethod")),
                    "the caller is there");
        }
    }

    @Test
    void anEntryMethodThatIsCalledOnALoop() {
        assertClean(
                IllegalStateException.class,
                script("main").await(Weft.yieldNow()).then(v -> {
                    EntryCall.enter(late());
                    return null;
                }));
    }

    @Test
    void failuresThatGatherSuppresses() {
        assertClean(IOException.class, Weft.gather(late(), late()));
    }

    @Test
    void theFailureOfATaskForOtherThreads() {
        Task<Object> task = loop.start(late());
        runReady();
        assertEquals(List.of(), internals(uncaught.takeOne()));
        assertEquals(List.of(), internals(assertThrows(ExecutionException.class, task::get)));
        assertEquals(List.of(), internals(task.exceptionNow()));
        assertEquals(
                List.of(),
                internals(assertThrows(IllegalStateException.class, task::resultNow)
                        .getCause()));
    }

    @Test
    void theCancellationOfATaskForOrdinaryCode() {
        Task<Object> task = loop.start(script("sleeper").await(Weft.sleep(LONG)));
        loop.execute(task::cancel);
        Throwable failure = assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of(), internals(failure));
    }

    @Test
    void reportsOfWhatNobodyAwaits() {
        loop.start(late());
        loop.execute(() -> {
            throw new IllegalStateException("callback");
        });
        runReady();
        List<Throwable> reported = uncaught.take();
        assertEquals(2, reported.size(), reported::toString);
        for (Throwable failure : reported) {
            assertEquals(List.of(), internals(failure));
        }
    }

    @Test
    void aChain() {
        assertClean(IOException.class, chain(late()));
    }

    @Test
    void underACarrier() {
        ContextCarrier.install(() -> () -> () -> {});
        try {
            assertClean(IOException.class, chain(late()));
        } finally {
            ContextCarrier.install(null);
        }
    }

    @Test
    void underAFlightRecording() {
        try (Recording recording = new Recording()) {
            recording.enable("dev.weft.TaskSuspend");
            recording.start();
            assertClean(IOException.class, chain(late()));
            recording.stop();
        }
    }

    @Test
    void aHotMethodOnALoop() {
        assertClean(IOException.class, script("main").await(v -> late().hot()));
        assertClean(IOException.class, script("main").await(v -> chain(late()).hot()));
    }

    @Test
    void aHotMethodWithoutALoop() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> future = chain(script("waits").await(source).then(v -> {
                    failHere();
                    return null;
                }))
                .hot();
        source.complete(null);
        Throwable failure = assertThrows(ExecutionException.class, future::get);
        assertEquals(List.of(), internals(failure.getCause()), failure.toString());
    }

    @Test
    void anAwaitedTask() {
        Task<Object> child = loop.start(late());
        assertClean(IOException.class, script("main").await(child));
        assertClean(IOException.class, script("main").await(child));
    }

    @Test
    void gather() {
        assertClean(IOException.class, lateChain(v -> Weft.gather(chain(late()), after(1, 1))));
        assertClean(IOException.class, lateChain(v -> Weft.gather(List.of(chain(late()), chain(late())))));
    }

    @Test
    void aTimeLimit() {
        assertClean(TimeoutException.class, lateChain(v -> Weft.withTimeout(SECOND, after(9, 1))));
    }

    @Test
    void aTaskGroup() {
        assertClean(
                IOException.class,
                lateChain(v -> TaskGroup.run(group -> {
                    group.start(chain(late()));
                    return after(9, 1).caughtAwaiting(e -> chain(late()));
                })));
    }

    @Test
    void aCancellation() {
        Task<Object> child = loop.start(chain(after(9, 1)));
        loop.schedule(SECOND, child::cancel);
        assertClean(CancellationException.class, lateChain(v -> child));
        List<Throwable> seen = new ArrayList<>();
        Script<Object> catching = script("catching").await(chain(after(9, 1))).caught(e -> {
            seen.add(e);
            return null;
        });
        Task<Object> task = loop.start(catching);
        loop.schedule(SECOND, () -> task.cancel("enough"));
        run(task);
        assertEquals(
                "enough", assertInstanceOf(CancelledError.class, seen.get(0)).getMessage());
        assertEquals(List.of(), internals(seen.get(0)));
    }

    @Test
    void aBrokenBarrier() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        loop.schedule(SECOND, barrier::abort);
        assertClean(BrokenBarrierException.class, lateChain(v -> barrier.arrive()));
        assertClean(BrokenBarrierException.class, lateChain(v -> barrier.arrive()));
    }

    @Test
    void aQueueThatIsShutDown() {
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        loop.schedule(SECOND, () -> queue.shutdown(true));
        assertClean(QueueShutDownException.class, lateChain(v -> queue.take()));
        assertClean(QueueShutDownException.class, lateChain(v -> queue.take()));
    }

    @Test
    void aDeadlock() {
        AsyncLock lock = new AsyncLock();
        Script<Object> holds = script("holds")
                .await(v -> lock.acquire())
                .await(Weft.yieldNow())
                .await(v -> lock.acquire());
        assertClean(DeadlockException.class, chain(holds));
    }
}
