package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** An error that cancels is the cause of what replaces it, with what was suppressed in it; one of others is theirs. */
class CancellationCauseTest extends LoopFixture {
    /** As a try-with-resources, whose {@code close} fails. */
    private static Script<Object> failsToClose(String message) {
        return script("slow").await(Weft.sleep(LONG)).caught(e -> {
            e.addSuppressed(new IOException(message));
            throw e;
        });
    }

    private static void assertCarries(Throwable failure, String message) {
        assertTrue(failure.getCause() instanceof CancelledError, () -> "cause " + failure.getCause());
        assertEquals(message, failure.getCause().getSuppressed()[0].getMessage());
    }

    private static boolean shows(Throwable failure, String method) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(e -> e.getMethodName().equals(method));
    }

    @Test
    void ofATimeout() {
        Throwable timeout = assertThrows(
                TimeoutException.class,
                () -> run(Weft.withTimeout(SECOND, script("outer").await(failsToClose("c")))));
        assertCarries(timeout, "c");
        assertTrue(shows(timeout.getCause(), "slow"), "where the slow code waited");
        assertTrue(shows(timeout.getCause(), "outer"), "and who awaited it");
    }

    @Test
    void ofLimitsInLimits() {
        Throwable timeout = assertThrows(
                TimeoutException.class, () -> run(Weft.withTimeout(SECOND, Weft.withTimeout(LONG, failsToClose("c")))));
        assertCarries(timeout, "c");
    }

    @Test
    void ofWhoAwaitsACancelledTask() throws InterruptedException {
        Task<Object> task = loop.start(failsToClose("c"));
        Task<Object> awaiting = loop.start(script("awaits").await(task).caught(e -> e));
        CompletableFuture<Object> future = task.toCompletableFuture();
        loop.schedule(SECOND, () -> task.cancel("why"));
        CancellationException seen = (CancellationException) run(awaiting);
        assertCarries(seen, "c");
        assertEquals("why", seen.getMessage());
        assertCarries(assertThrows(CancellationException.class, task::resultNow), "c");
        assertCarries(assertThrows(CancellationException.class, task::exceptionNow), "c");
        assertCarries(assertThrows(CancellationException.class, task::get), "c");
        assertCarries(assertThrows(CancellationException.class, () -> run(task)), "c");
        assertCarries(future.handle((v, e) -> e).getNow(null), "c");
    }

    @Test
    void ofSiblingsInGather() {
        IOException first =
                assertThrows(IOException.class, () -> run(Weft.gather(failing(1, "first"), failsToClose("c"))));
        assertCarries(first.getSuppressed()[0], "c");
    }

    @Test
    void ofAGatherThatIsCancelled() {
        Task<Object> task = loop.start(script("gathers").await(Weft.gather(failsToClose("c"), failsToClose("d"))));
        loop.schedule(SECOND, task::cancel);
        CancelledError error = (CancelledError)
                assertThrows(CancellationException.class, () -> run(task)).getCause();
        assertEquals(2, error.getSuppressed().length);
        assertCarries(error.getSuppressed()[0], "c");
    }

    @Test
    void ofSiblingsInAGroup() {
        IOException first = assertThrows(
                IOException.class,
                () -> run(TaskGroup.<Object>run(group -> {
                    group.start(failsToClose("c"));
                    return failing(1, "first");
                })));
        assertCarries(first.getSuppressed()[0], "c");
    }

    @Test
    void ofAGroupThatIsCancelledReportsWhatNobodySees() {
        assertEquals("body", run(TaskGroup.<Object>run(group -> {
            group.start(failsToClose("c"));
            return script("body").await(Weft.sleep(SECOND)).then(v -> {
                group.cancel();
                return "body";
            });
        })));
        assertEquals("c", uncaught.takeOne().getSuppressed()[0].getMessage());
    }

    @Test
    void whatACloseOfTheLoopCancelsIsReported() {
        loop.start(failsToClose("c"));
        loop.start(script("quiet").await(Weft.sleep(LONG)));
        runReady();
        loop.close();
        assertEquals("c", uncaught.takeOne().getSuppressed()[0].getMessage());
    }

    @Test
    void ofAHotCallThatWasCancelledIsReported() {
        CompletableFuture<?>[] call = new CompletableFuture<?>[1];
        run(script("main").then(v -> call[0] = failsToClose("c").hot()));
        loop.execute(() -> call[0].cancel(true));
        runReady();
        assertCarries(uncaught.takeOne(), "c");
    }

    // ---- an error of somebody else

    private void assertReceivedAsAnothers(Task<Object> task, CancelledError error) {
        run(Weft.waitAll(List.of(task)));
        assertEquals(Task.Status.FAILED, task.status());
        assertTrue(task.exceptionNow() instanceof CancellationException, () -> "" + task.exceptionNow());
        assertSame(error, task.exceptionNow().getCause());
        assertEquals(error.getMessage(), task.exceptionNow().getMessage());
    }

    @Test
    void outOfAStage() {
        CancelledError error = new CancelledError("of another");
        CompletableFuture<Object> later = new CompletableFuture<>();
        assertReceivedAsAnothers(loop.start(script("x").await(CompletableFuture.failedFuture(error))), error);
        assertReceivedAsAnothers(
                loop.start(
                        script("x").await(CompletableFuture.failedFuture(error).thenApply(v -> v))),
                error);
        loop.schedule(SECOND, () -> later.completeExceptionally(error));
        assertReceivedAsAnothers(loop.start(script("x").await(later)), error);
        assertReceivedAsAnothers(loop.start(script("x").await(later.minimalCompletionStage())), error);
    }

    @Test
    void outOfAStageThatAHotCallAwaits() {
        CancelledError error = new CancelledError("of another");
        CompletableFuture<Object> later = new CompletableFuture<>();
        CompletableFuture<Object> hot = script("hot").await(later).hot();
        later.completeExceptionally(error);
        Throwable seen = hot.handle((v, e) -> e).getNow(null);
        assertTrue(seen instanceof CancellationException, () -> "" + seen);
        assertSame(error, seen.getCause());
    }

    @Test
    void outOfAnAwaiterOrBlockingWork() {
        CancelledError error = new CancelledError("of another");
        for (boolean ready : new boolean[] {true, false}) {
            assertReceivedAsAnothers(
                    loop.start(script("x").await(new Awaiter<Object>() {
                        @Override
                        public boolean isReady() {
                            return ready;
                        }

                        @Override
                        public Object result() {
                            throw error;
                        }

                        @Override
                        public void onReady(Runnable wake) {
                            loop.execute(wake);
                        }
                    })),
                    error);
        }
        assertReceivedAsAnothers(
                loop.start(script("x").await(Weft.blocking(() -> {
                    throw error;
                }))),
                error);
    }

    @Test
    void onlyTheWrapperOfTheJdkIsTakenOff() {
        class Own extends CompletionException {
            private static final long serialVersionUID = 1;

            Own(Throwable cause) {
                super("own", cause);
            }
        }
        Own own = new Own(new IOException("cause"));
        CompletableFuture<Object> later = new CompletableFuture<>();
        assertSame(own, assertThrows(Own.class, () -> run(script("x").await(CompletableFuture.failedFuture(own)))));
        CompletableFuture<Object> hot = script("hot").await(later).hot();
        loop.execute(() -> later.completeExceptionally(own));
        assertSame(own, assertThrows(Own.class, () -> run(script("x").await(later))));
        assertSame(own, assertThrows(Own.class, () -> run(script("x").await(hot))));
        IOException plain = new IOException("plain");
        assertSame(
                plain,
                assertThrows(
                        IOException.class,
                        () -> run(script("x").await(CompletableFuture.failedFuture(new CompletionException(plain))))));
    }
}
