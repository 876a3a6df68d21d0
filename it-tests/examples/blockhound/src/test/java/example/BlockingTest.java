package example;

import static dev.weft.Weft.gather;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCallable;
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
                // and its close waits for the threads of blocking work
                .allowBlockingCallsInside("dev.weft.internal.task.EventLoopImpl", "close")
                .install();
    }

    @Test
    void whatAwaitsPasses() throws Exception {
        assertEquals(List.of("slept", "slept"), onLoop(() -> gather(Sleepers.awaits(), Sleepers.awaits())));
    }

    @Test
    void whatBlocksIsFound() {
        var found = assertThrows(BlockingOperationError.class, () -> onLoop(Sleepers::blocks));
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
