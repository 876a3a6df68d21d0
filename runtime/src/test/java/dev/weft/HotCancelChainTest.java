package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled hot call cancels the call that it awaits, and so on: at any depth, on a small stack, the innermost first. */
@Tag("jdk")
class HotCancelChainTest extends LoopFixture {
    private static final long SMALL_STACK = 256 << 10;

    private final CompletableFuture<Object> source = new CompletableFuture<>();
    private final List<CompletableFuture<Object>> calls = new ArrayList<>();
    private final List<Integer> cancelled = new ArrayList<>();

    /** Calls hot methods, each of which awaits the one before, and says when it is cancelled. */
    private CompletableFuture<Object> chain(int depth, UnaryOperator<CompletableFuture<Object>> between) {
        CompletableFuture<Object> last = source;
        for (int i = 0; i < depth; i++) {
            CompletableFuture<Object> awaited = between.apply(last);
            int number = i;
            last = script("level").await(awaited).caught(e -> noted(e, number)).hot();
            calls.add(last);
        }
        return last;
    }

    private Object noted(Throwable failure, int number) throws Throwable {
        if (failure instanceof CancelledError) {
            cancelled.add(number);
        }
        throw failure;
    }

    private static void onASmallStack(Runnable work) {
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(null, work, "small", SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (thrown[0] != null) {
            throw new AssertionError(thrown[0]);
        }
    }

    private void assertAllCancelled(int depth) {
        assertEquals(depth, cancelled.size(), "calls that got a CancelledError");
        for (int i = 0; i < depth; i++) {
            assertEquals(i, cancelled.get(i), "the order, innermost first");
            assertTrue(calls.get(i).isCancelled(), "call " + i + ": " + calls.get(i));
        }
        assertTrue(source.isCancelled(), source::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 50_000})
    void withoutALoop(int depth) {
        CompletableFuture<Object> outermost = chain(depth, stage -> stage);
        onASmallStack(() -> outermost.cancel(true));
        assertAllCancelled(depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 10_000})
    void onALoop(int depth) {
        onASmallStack(() -> {
            loop.execute(() -> chain(depth, stage -> stage).cancel(true));
            runReady();
        });
        assertAllCancelled(depth);
        assertEquals(0, loop.tasks().size(), "unfinished tasks");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 10_000})
    void whenItsLoopCloses(int depth) {
        onASmallStack(() -> {
            loop.execute(() -> chain(depth, stage -> stage));
            runReady();
            loop.close();
        });
        assertEquals(depth, cancelled.size(), "calls that got a CancelledError");
        assertTrue(source.isCancelled(), source::toString);
        assertEquals(
                List.of(), calls.stream().filter(call -> !call.isCancelled()).toList());
    }

    @Test
    void byATaskThatAwaitsTheOutermost() {
        onASmallStack(() -> {
            Task<Object> task = loop.start(script("cold").await(chain(10_000, stage -> stage)));
            runReady();
            task.cancel();
            runReady();
            assertTrue(task.isCancelled(), task::toString);
        });
        assertAllCancelled(10_000);
    }

    /** What others put between two calls is told, and tells the next call from its own callback. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void throughStagesOfOthersThatPassItOn(boolean onALoop) {
        onASmallStack(() -> {
            if (onALoop) {
                loop.execute(() -> chain(10_000, HotCancelChainTest::passingOn).cancel(true));
                runReady();
            } else {
                chain(10_000, HotCancelChainTest::passingOn).cancel(true);
            }
        });
        assertAllCancelled(10_000);
    }

    private static CompletableFuture<Object> passingOn(CompletableFuture<Object> behind) {
        CompletableFuture<Object> front = new CompletableFuture<>();
        behind.whenComplete((value, problem) -> front.complete(value));
        front.whenComplete((value, problem) -> {
            if (front.isCancelled()) {
                behind.cancel(true);
            }
        });
        return front;
    }

    /** As with any future, a stage that was made from a call does not cancel it; the one that awaits it is cancelled. */
    @Test
    void aDependentStageEndsTheChain() {
        CompletableFuture<Object> outermost = chain(3, stage -> stage == source ? stage : stage.thenApply(v -> v));
        outermost.cancel(true);
        assertEquals(List.of(2), cancelled, "calls that got a CancelledError");
        assertEquals(false, calls.get(1).isDone(), "the call behind the dependent stage is done");
        source.complete("value");
        assertEquals("value", calls.get(1).join());
    }

    /** Code that a cancellation runs cancels the next call, which no call awaits. */
    @Test
    void fromTheCleanUpOfTheOneBefore() {
        int number = 2_000;
        List<CompletableFuture<Object>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int next = i + 1;
            all.add(script("cleans up")
                    .await(new CompletableFuture<>())
                    .caught(e -> {
                        cancelled.add(next);
                        if (next < number) {
                            all.get(next).cancel(true);
                        }
                        throw e;
                    })
                    .hot());
        }
        onASmallStack(() -> all.get(0).cancel(true));
        assertEquals(number, cancelled.size(), "calls that got a CancelledError");
    }

    @Test
    void cleanUpMayAwait() {
        CompletableFuture<Object> cleaned = new CompletableFuture<>();
        CompletableFuture<Object> last = source;
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<Object> awaited = last;
            last = script("level")
                    .await(awaited)
                    .caughtAwaiting(e -> cleaned)
                    .log(events, "cleaned")
                    .hot();
        }
        CompletableFuture<Object> outermost = last;
        onASmallStack(() -> outermost.cancel(true));
        assertEquals(List.of(), events);
        onASmallStack(() -> cleaned.complete(1));
        assertEquals(2_000, events.size());
        assertThrows(CancellationException.class, outermost::join);
    }

    @Test
    void aStageThatThrowsAtItsCancellationIsReportedAndHarmsNobody() {
        IllegalStateException broken = new IllegalStateException("cancel");
        CompletableFuture<Object> foreign = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                throw broken;
            }
        };
        loop.execute(() -> {
            CompletableFuture<Object> inner =
                    script("inner").await(foreign).caught(e -> noted(e, 1)).hot();
            script("outer").await(inner).caught(e -> noted(e, 2)).hot().cancel(true);
        });
        runReady();
        assertEquals(broken, uncaught.takeOne());
        assertEquals(List.of(1, 2), cancelled);
    }
}
