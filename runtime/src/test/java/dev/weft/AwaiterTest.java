package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources of users' own. */
class AwaiterTest extends LoopFixture {
    /** Ready when told so. */
    private final class Source implements Awaiter<Object> {
        Object value;
        Throwable failure;
        Runnable wake;
        boolean wakesAtOnce;

        @Override
        public boolean isReady() {
            events.add("isReady");
            return value != null && !wakesAtOnce;
        }

        @Override
        public Object result() throws Throwable {
            events.add("result");
            if (failure != null) {
                throw failure;
            }
            return value;
        }

        @Override
        public void onReady(Runnable wake) {
            events.add("onReady");
            this.wake = wake;
            if (wakesAtOnce) {
                wake.run();
                wake.run();
            }
        }

        @Override
        public void onCancelled() {
            events.add("onCancelled");
        }
    }

    private final Source source = new Source();

    @Test
    void aReadyOneIsNotWaitedFor() {
        source.value = 1;
        Script<Object> main = script("main").await(source);
        assertEquals(1, run(main));
        assertEquals(0, main.suspensions);
        assertEquals(List.of("isReady", "result"), events);
    }

    @Test
    void oneThatWakesDuringRegistrationDoesNotSuspend() {
        source.value = 1;
        source.wakesAtOnce = true;
        Script<Object> main = script("main").await(source);
        assertEquals(1, run(main));
        assertEquals(0, main.suspensions);
        assertEquals(List.of("isReady", "onReady", "result"), events);
    }

    @Test
    void theResultIsAskedForWhenTheTaskGoesOn() {
        Task<Object> task = loop.start(script("main").await(source));
        runReady();
        loop.execute(() -> {
            source.value = 1;
            source.wake.run();
            source.wake.run();
            events.add("woken");
        });
        assertEquals(1, run(task));
        source.wake.run();
        assertEquals(List.of("isReady", "onReady", "woken", "result"), events);
    }

    @Test
    void itsFailureIsThrown() {
        source.failure = new IOException("x");
        Task<Object> task = loop.start(script("main").await(source));
        runReady();
        source.wake.run();
        assertSame(source.failure, assertThrows(IOException.class, () -> run(task)));
    }

    @Test
    void itIsToldOfACancellationAndItsWakeUpIsIgnored() {
        Task<Object> task = loop.start(script("main").await(source).caughtAwaiting(e -> Weft.yieldNow()));
        runReady();
        loop.execute(() -> {
            task.cancel();
            source.wake.run();
        });
        runReady();
        source.wake.run();
        runReady();
        assertEquals(List.of("isReady", "onReady", "onCancelled"), events);
        assertTrue(task.isDone(), task::toString);
    }

    @Test
    void itIsNotToldIfItWasNotWaitedFor() {
        loop.execute(() -> loop.start(script("main").await(source)).cancel());
        runReady();
        assertEquals(List.of("isReady"), events);
    }

    @Test
    void aCancellationAfterTheWakeUpWaitsForTheNextAwait() {
        Task<Object> task =
                loop.start(script("main").await(source).await(Weft.yieldNow()).caught(e -> events.add("cancelled")));
        runReady();
        loop.execute(() -> {
            source.value = 1;
            source.wake.run();
            task.cancel();
        });
        runReady();
        assertEquals(List.of("isReady", "onReady", "result", "cancelled"), events);
    }

    @Test
    void aStageCanBeAnAwaitable() {
        assertEquals(
                List.of(1, 2),
                run(Weft.gather(
                        Weft.awaitable(java.util.concurrent.CompletableFuture.completedFuture(1)), Weft.result(2))));
    }
}
