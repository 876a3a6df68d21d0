package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class SharedTest {

    @WeftTest
    void whoGoesAwayLeavesItToTheOthers() {
        var future = new CompletableFuture<String>();
        var shared = new Shared(future);
        var hasty = start(shared.address());
        var patient = start(shared.address());
        await(sleep(ofSeconds(1)));
        hasty.cancel();
        await(waitAll(hasty));
        assertTrue(hasty.isCancelled());
        assertFalse(future.isDone());
        future.complete("here");
        assertEquals("here", await(patient));
        assertEquals("here", await(shared.address()));
    }

    @WeftTest
    void aFailureIsForAll() {
        var future = new CompletableFuture<String>();
        var both = List.of(start(new Shared(future).address()), start(new Shared(future).address()));
        await(sleep(ofSeconds(1)));
        future.completeExceptionally(new IOException("nowhere"));
        await(waitAll(both));
        for (var each : both) {
            assertInstanceOf(IOException.class, each.exceptionNow());
        }
    }

    /** The other way, to be avoided. */
    @WeftTest
    void aPlainAwaitCancelsTheFuture() {
        var future = new CompletableFuture<String>();
        var hasty = start(future);
        await(sleep(ofSeconds(1)));
        hasty.cancel();
        await(waitAll(hasty));
        assertTrue(future.isCancelled());
    }

    @WeftTest
    void aTaskIsLeftAlone() {
        var site = new FakeSite(ofSeconds(2));
        var shared = start(() -> site.get("a"));
        var hasty = start(waits(shared));
        await(sleep(ofSeconds(1)));
        hasty.cancel();
        await(waitAll(hasty));
        assertTrue(hasty.isCancelled());
        assertEquals("<a>", await(shared));
    }

    @Async
    private static Coroutine<String> waits(Task<String> task) {
        return result(await(task));
    }
}
