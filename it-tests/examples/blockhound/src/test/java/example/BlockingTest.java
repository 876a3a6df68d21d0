package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

class BlockingTest {

    @BeforeAll
    static void install() {
        BlockHound.builder()
                // the thread that runs a loop must not block
                .nonBlockingThreadPredicate(
                        others -> others.or(thread -> thread.getName().equals("loop")))
                // but a loop without work may
                .allowBlockingCallsInside("dev.weft.ports.ParkingPoller", "poll")
                .install();
    }

    @Async
    Coroutine<String> awaits() {
        await(sleep(Duration.ofMillis(20)));
        return result(await(blocking(() -> {
            Thread.sleep(20);
            return "slept";
        })));
    }

    @Async
    Coroutine<String> blocks() throws InterruptedException {
        await(sleep(Duration.ofMillis(20)));
        Thread.sleep(20);
        return result("slept");
    }

    @Test
    void whatAwaitsPasses() throws Exception {
        assertEquals(List.of("slept", "slept"), onLoop(() -> gather(awaits(), awaits())));
    }

    @Test
    void whatBlocksIsFound() {
        var found = assertThrows(BlockingOperationError.class, () -> onLoop(this::blocks));
        assertTrue(found.getMessage().contains("Blocking call! java.lang.Thread.sleep"), found::getMessage);
    }

    private static <T> T onLoop(AsyncCallable<T> body) throws Exception {
        var outcome = new FutureTask<T>(() -> run(body));
        new Thread(outcome, "loop").start();
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
