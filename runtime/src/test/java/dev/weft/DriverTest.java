package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.abi.hot.HotCall;
import dev.weft.internal.task.HotTask;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Frames: how values, failures and suspensions travel along the chain. */
class DriverTest extends LoopFixture {
    @Test
    void aChainThatNeverSuspendsLinksNothing() {
        Script<Object> inner = script("inner").await(Weft.result(1)).give(2);
        Script<Object> outer = script("outer").await(inner);
        assertEquals(2, run(outer));
        assertEquals(-1, inner.state);
        assertEquals(0, outer.suspensions);
    }

    @Test
    void aValuePassesThroughEveryFrameAfterASuspension() {
        Script<Object> inner = script("inner").await(Weft.yieldNow()).give(7);
        Script<Object> middle = script("middle").await(inner).then(v -> (int) v + 1);
        Script<Object> outer = script("outer").await(middle).then(v -> (int) v * 10);
        assertEquals(80, run(outer));
        assertEquals(List.of(1, 1, 1), List.of(inner.suspensions, middle.suspensions, outer.suspensions));
    }

    @Test
    void onlyTheInnermostFrameIsResumedAgainAndAgain() {
        Script<Object> inner = script("inner");
        for (int i = 0; i < 50; i++) {
            inner.await(Weft.yieldNow());
        }
        Script<Object> outer =
                script("outer").await(inner).await(Weft.yieldNow()).give("end");
        assertEquals("end", run(outer));
        assertEquals(50, inner.suspensions);
        assertEquals(2, outer.suspensions);
    }

    @Test
    void aFailureIsTheSameObjectInEveryFrameAndForTheCaller() {
        IOException failure = new IOException("x");
        Script<Object> inner = script("inner").await(Weft.yieldNow()).then(v -> {
            throw failure;
        });
        Script<Object> middle = script("middle").await(inner).caught(e -> {
            assertSame(failure, e);
            throw e;
        });
        assertSame(
                failure,
                assertThrows(IOException.class, () -> run(script("outer").await(middle))));
    }

    @Test
    void aHandlerMayAwaitAndGoOn() {
        Script<Object> main = script("main")
                .await(Weft.failed(new IOException("x")))
                .caughtAwaiting(e -> Weft.sleep(Duration.ofSeconds(1)))
                .await(Weft.result(5));
        assertEquals(5, run(main));
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void aFrameThatSuspendsInATailAwaitIsDropped() {
        Script<Object> leaf = script("leaf").await(Weft.yieldNow()).give("value");
        Coroutine<Object> tail = new Tail(leaf);
        Script<Object> outer = script("outer").await(tail).then(v -> v + "!");
        Task<Object> task = loop.start(outer);
        loop.execute(() -> assertEquals(2, task.awaitTrace().length));
        assertEquals("value!", run(task));
    }

    @Test
    void aFrameThatTailAwaitsAfterASuspensionIsDroppedToo() {
        Script<Object> leaf = script("leaf").await(Weft.yieldNow()).give("value");
        Coroutine<Object> tail = new LateTail(leaf);
        Script<Object> outer = script("outer").await(tail).then(v -> v + "!");
        assertEquals("value!", run(outer));
    }

    @Test
    void aTailAwaitOfALeafAfterASuspension() {
        assertEquals(
                "[null]",
                run(script("outer").await(new LateTail(Weft.yieldNow())).then(v -> "[" + v + "]")));
    }

    @Test
    void aTailAwaitOfNullNamesTheMethod() {
        NullPointerException e = assertThrows(
                NullPointerException.class, () -> Suspension.tail((Coroutine<?>) null, new HotTask<>(), 0, "Foo.bar"));
        assertTrue(e.getMessage().contains("Foo.bar"), e.getMessage());
    }

    @Test
    void aMillionDeepRecursionThatNeverSuspends() {
        assertEquals(1_000_000, run(new Deep(1_000_000, false)));
    }

    @Test
    void aMillionDeepRecursionThatSuspendsAtTheBottom() {
        assertEquals(1_000_000, run(new Deep(1_000_000, true)));
    }

    @Test
    void aMillionDeepRecursionThatFailsAtTheBottom() {
        Script<Object> main = script("main").await(new Deep(1_000_000, null)).caught(e -> e.getMessage());
        assertEquals("bottom", run(main));
    }

    @Test
    void aMillionTailCallsKeepOneFrame() {
        assertEquals("end", run(new Down(1_000_000, false)));
        assertEquals("end", run(new Down(1_000_000, true)));
    }

    @Test
    void aCoroutineIsForSingleUse() {
        Script<Object> once = script("once").give(1);
        assertEquals(1, run(once));
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> run(once));
        assertTrue(e.getMessage().contains("single use"), e.getMessage());
        assertThrows(IllegalStateException.class, () -> run(script("again").await(once)));
        Coroutine<Void> sleep = Weft.sleep(Duration.ZERO);
        assertThrows(
                IllegalStateException.class,
                () -> run(script("twice").await(sleep).await(sleep)));
        Coroutine<Integer> result = Weft.result(1);
        assertThrows(
                IllegalStateException.class,
                () -> run(script("twice").await(result).await(result)));
    }

    @Test
    void aCoroutineStartedTwiceFailsInTheSecondTask() {
        Script<Object> once = script("once").give(1);
        Task<Object> first = loop.start(once);
        Task<Object> second = loop.start(once);
        assertEquals(1, run(first));
        // The second one runs and fails in the same turn, before anybody can await it.
        assertSame(second.exceptionNow(), uncaught.takeOne());
        assertThrows(IllegalStateException.class, () -> run(second));
    }

    @Test
    void awaitingNullSaysSo() {
        FrameDriver task = HotCall.begin();
        List<Executable> awaits = List.of(
                () -> Suspension.await((Coroutine<?>) null, task),
                () -> Suspension.await((Awaitable<?>) null, task),
                () -> Suspension.await((CompletionStage<?>) null, task),
                () -> run(script("main").await(previous -> null)));
        for (Executable await : awaits) {
            assertEquals(
                    "cannot await null",
                    assertThrows(NullPointerException.class, await).getMessage());
        }
    }

    /** {@code return next;} at once. */
    private static final class Tail extends Frame<Object> {
        private final Coroutine<?> next;

        Tail(Coroutine<?> next) {
            this.next = next;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            return Suspension.tail(next, task, Suspension.depth(task), "tail");
        }

        @Override
        protected StackTraceElement position() {
            throw new AssertionError();
        }
    }

    /** {@code await(yieldNow()); return next;}. */
    private static final class LateTail extends Frame<Object> {
        private final Coroutine<?> next;

        LateTail(Coroutine<?> next) {
            this.next = next;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state < 0) {
                if (Suspension.await(Weft.yieldNow(), task) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            } else {
                Suspension.resumed(task);
            }
            return Suspension.tail(next, task, Suspension.depth(task), "tail");
        }

        @Override
        protected StackTraceElement position() {
            return position("LateTail", "lateTail", null, "\1");
        }
    }

    /** {@code return next(n - 1);}. */
    private static final class Down extends Frame<Object> {
        private final int left;
        private final boolean yields;

        Down(int left, boolean yields) {
            this.left = left;
            this.yields = yields;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (left == 0) {
                return "end";
            }
            if (yields && left % 10 == 0) {
                return Suspension.tail(new LateTail(new Down(left - 1, yields)), task, Suspension.depth(task), "down");
            }
            return Suspension.tail(new Down(left - 1, yields), task, Suspension.depth(task), "down");
        }

        @Override
        protected StackTraceElement position() {
            throw new AssertionError("a tail call left a frame");
        }
    }

    /** {@code return 1 + await(deep(n - 1));}; at the bottom it gives 0, yields, or fails. */
    private static final class Deep extends Frame<Integer> {
        private final int left;
        private final Boolean yields;

        Deep(int left, Boolean yields) {
            this.left = left;
            this.yields = yields;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            Object below;
            if (state < 0) {
                if (left == 0 && yields == null) {
                    throw new IOException("bottom");
                }
                Coroutine<?> next = left > 0
                        ? new Deep(left - 1, yields)
                        : yields ? script("bottom").await(Weft.yieldNow()).give(-1) : Weft.result(-1);
                below = Suspension.await(next, task);
                if (below == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            } else {
                below = Suspension.resumed(task);
            }
            return (int) below + 1;
        }

        @Override
        protected StackTraceElement position() {
            return position("Deep", "deep", "Deep.java", "\7");
        }
    }
}
