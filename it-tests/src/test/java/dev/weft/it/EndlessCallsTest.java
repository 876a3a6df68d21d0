package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls without end of methods that never suspend: other tasks run meanwhile, and each can be cancelled. */
@Timeout(60)
class EndlessCallsTest {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final List<String> events = new ArrayList<>();
    private int calls;

    static class Other {
        @Async
        Coroutine<Integer> call(int x) {
            return result(x + 1);
        }
    }

    @Async
    private Coroutine<Integer> call(int x) {
        calls++;
        return result(x + 1);
    }

    @Async
    private Coroutine<Integer> fails(int x) {
        calls++;
        throw new IllegalStateException("" + x);
    }

    @Async
    private Coroutine<Void> loop() {
        try {
            int n = 0;
            while (true) {
                n += await(call(n));
            }
        } finally {
            events.add("finally");
        }
    }

    @Async
    private Coroutine<Void> loopOverAnotherClass(Other other) {
        try {
            while (true) {
                await(other.call(1));
            }
        } finally {
            events.add("finally");
        }
    }

    @Async
    private Coroutine<Void> loopOverFailures() {
        try {
            while (true) {
                try {
                    await(fails(1));
                } catch (IllegalStateException expected) {
                    assertEquals("1", expected.getMessage());
                }
            }
        } finally {
            events.add("finally");
        }
    }

    @Async
    private Coroutine<Void> nested() {
        try {
            for (int i = 0; ; i++) {
                await(fewCalls(i));
            }
        } finally {
            events.add("finally");
        }
    }

    @Async
    private Coroutine<Void> fewCalls(int x) {
        for (int i = 0; i < 20; i++) {
            await(call(x));
        }
        return done();
    }

    @Async
    private Coroutine<Void> tree(int depth) {
        if (depth > 0) {
            for (int i = 0; i < 3; i++) {
                await(DONE);
                await(tree(depth - 1));
            }
        }
        return done();
    }

    @Async
    private Coroutine<Integer> fibonacci(int n) {
        return n < 2 ? result(n) : result(await(fibonacci(n - 1)) + await(fibonacci(n - 2)));
    }

    @Async
    Coroutine<Integer> overridableFibonacci(int n) {
        return n < 2 ? result(n) : result(await(overridableFibonacci(n - 1)) + await(overridableFibonacci(n - 2)));
    }

    @Async
    private Coroutine<Void> fork(int depth) {
        if (depth == 0) {
            return done();
        }
        await(fork(depth - 1));
        return fork(depth - 1);
    }

    @Async
    private Coroutine<Void> ping(int x) {
        return pong(x + 1);
    }

    @Async
    private Coroutine<Void> pong(int x) {
        return ping(x + 1);
    }

    @Async
    Coroutine<Void> overridable(int x) {
        return overridable(x + 1);
    }

    @Async
    private Coroutine<Void> guarded(Coroutine<Void> tails) {
        try {
            await(tails);
            return done();
        } finally {
            events.add("finally");
        }
    }

    @Async
    private CompletableFuture<Void> hot() {
        await(loop());
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void loopsEndWhenTheyAreCancelled() {
        assertEndsWhenCancelled(loop());
        assertEndsWhenCancelled(loopOverAnotherClass(new Other()));
        assertEndsWhenCancelled(loopOverFailures());
        assertEndsWhenCancelled(nested());
        assertEndsWhenCancelled(LongCalls.loop(() -> events.add("finally")));
    }

    /** They would end, after ages. */
    @Test
    void recursionThatBranchesEndsWhenItIsCancelled() {
        assertEndsWhenCancelled(guarded(tree(60)));
        assertEndsWhenCancelled(guarded(fork(60)));
        assertEndsWhenCancelled(guarded(ignored(fibonacci(90))));
        assertEndsWhenCancelled(guarded(ignored(overridableFibonacci(90))));
    }

    @Async
    private static Coroutine<Void> ignored(Coroutine<?> coroutine) {
        await(coroutine);
        return done();
    }

    @Test
    void recursionOfALongMethodNeedsNoStack() {
        assertEquals(10_001, Program.run(() -> LongCalls.recursion(10_000)));
    }

    @Test
    void endlessTailsEndWhenTheyAreCancelled() {
        assertEndsWhenCancelled(guarded(ping(0)));
        assertEndsWhenCancelled(guarded(overridable(0)));
    }

    private void assertEndsWhenCancelled(Coroutine<Void> endless) {
        events.clear();
        try (var program = new Program()) {
            Task<Void> task = program.started(endless);
            assertFalse(task.isDone());
            task.cancel("enough");
            program.settle();
            assertEquals(Task.Status.CANCELLED, task.status());
            assertEquals(List.of("finally"), events);
            assertEquals(
                    "enough",
                    assertThrows(CancellationException.class, task::resultNow).getMessage());
        }
    }

    /** So long as it must not let others run, it goes on; then it does within its budget. */
    @Test
    void aRequestIsSeenWithinABudget() {
        try (var program = new Program()) {
            Task<Void> task = program.started(cancelsItself());
            assertEquals(Task.Status.CANCELLED, task.status());
            assertTrue(calls <= 257, () -> calls + " calls after the request");
        }
    }

    @Async
    private Coroutine<Void> cancelsItself() {
        assertTrue(Task.current().cancel());
        await(loop());
        return done();
    }

    @Test
    void theCloseOfAGroupEndsIt() {
        try (var program = new Program()) {
            Task<Void> task = program.started(inGroup());
            program.settle();
            assertEquals(Task.Status.SUCCEEDED, task.status());
            assertEquals(List.of("finally", "closed"), events);
        }
    }

    @Async
    private Coroutine<Void> inGroup() {
        try (var group = TaskGroup.open()) {
            group.start(loop());
            await(group.start(call(1)));
        }
        events.add("closed");
        return done();
    }

    @Test
    void aHotCallOnALoop() {
        try (var program = new Program()) {
            var future = new CompletableFuture<CompletableFuture<Void>>();
            program.loop().execute(() -> future.complete(hot()));
            program.settle();
            assertFalse(future.join().isDone());
            future.join().cancel(false);
            program.settle();
            assertEquals(List.of("finally"), events);
        }
    }

    /** It runs on the thread that completes what it awaits first; another thread cancels it. */
    @Test
    void aHotCallWithoutALoop() throws InterruptedException {
        var first = new CompletableFuture<Void>();
        var caught = new CompletableFuture<CancelledError>();
        CompletableFuture<Void> endless = hotBehind(first, caught);
        var runs = new Thread(() -> first.complete(null));
        runs.setDaemon(true);
        runs.start();
        assertTrue(endless.cancel(false));
        assertEquals(CancelledError.class, caught.join().getClass());
        runs.join();
    }

    @Async
    private CompletableFuture<Void> hotBehind(CompletableFuture<Void> first, CompletableFuture<CancelledError> caught) {
        try {
            await(first);
            await(loop());
            return CompletableFuture.completedFuture(null);
        } catch (CancelledError e) {
            caught.complete(e);
            throw e;
        }
    }
}
