package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Stages where awaitables are taken, and several arguments where a collection is. */
class StageOverloadsTest extends LoopFixture {
    private final CompletableFuture<String> now = CompletableFuture.completedFuture("now");
    private final CompletableFuture<String> never = new CompletableFuture<>();

    @Test
    void withTimeout() throws TimeoutException {
        assertEquals("now", run(Weft.withTimeout(SECOND, now)));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND, never)));
        assertTrue(never.isCancelled(), "the await that the limit ends has asked for it");
    }

    @Test
    void gather() {
        assertEquals(List.of("now", "now"), run(Weft.gather(now, CompletableFuture.completedStage("now"))));
        assertEquals(List.of(), run(Weft.<Object>gather()));
    }

    @Test
    void start() {
        Task<?>[] task = new Task<?>[1];
        run(script("main").then(v -> task[0] = Weft.start(never)).await(Weft.yieldNow()));
        task[0].cancel();
        runReady();
        assertTrue(never.isCancelled() && task[0].isCancelled(), task[0]::toString);
    }

    @Test
    void waiting() {
        assertEquals(1, run(Weft.waitFirst(never, now)).done().size());
        assertEquals(2, run(Weft.waitAll(now, now.thenApply(v -> v))).done().size());
        assertEquals(
                1,
                run(Weft.waitFirstFailure(never, CompletableFuture.failedFuture(new Error("x"))))
                        .done()
                        .size());
        Task<Object> task = loop.start(after(1, "value"));
        assertEquals(2, run(Weft.waitAll(task, after(2, "other"))).done().size());
        assertEquals(1, run(Weft.waitFirst(task, after(2, "other"))).done().size());
        assertEquals(
                2, run(Weft.waitFirstFailure(task, after(2, "other"))).done().size());
        never.complete("late");
        runReady();
    }
}
