package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class TransferTest {
    private final List<String> log = new ArrayList<>();
    private boolean stuck;

    private final class Fake implements Transfer.Transaction {
        @Async
        @Override
        public Coroutine<Void> add(String account, int amount) throws IOException {
            await(sleep(ofSeconds(1)));
            if (account.equals("nobody")) {
                throw new IOException("no account");
            }
            log.add(account + " " + amount);
            return done();
        }

        @Async
        @Override
        public Coroutine<Void> commit() {
            await(sleep(ofSeconds(1)));
            log.add("commit");
            return done();
        }

        @Async
        @Override
        public Coroutine<Void> rollBack() throws IOException {
            await(sleep(ofSeconds(2)));
            if (stuck) {
                throw new IOException("no connection");
            }
            log.add("roll back");
            return done();
        }
    }

    /** The first failure is the one that counts. */
    @WeftTest
    void aFailingRollBackIsSuppressed() {
        stuck = true;
        var task = start(() -> Transfer.move(new Fake(), "ann", "nobody", 5));
        await(waitAll(task));
        assertEquals("no account", task.exceptionNow().getMessage());
        assertEquals("no connection", task.exceptionNow().getSuppressed()[0].getMessage());
    }

    @WeftTest
    void aCancelledTaskIsCancelledAlthoughItsRollBackFails() {
        stuck = true;
        var task = start(() -> Transfer.move(new Fake(), "ann", "bob", 5));
        await(sleep(ofMillis(1500)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled(), task::toString);
    }

    @WeftTest
    void commits() throws Exception {
        await(Transfer.move(new Fake(), "ann", "bob", 5));
        assertEquals(List.of("ann -5", "bob 5", "commit"), log);
    }

    @WeftTest
    void aFailureRollsBack() {
        var task = start(() -> Transfer.move(new Fake(), "ann", "nobody", 5));
        await(waitAll(task));
        assertInstanceOf(IOException.class, task.exceptionNow());
        assertEquals(List.of("ann -5", "roll back"), log);
    }

    @WeftTest
    void twoCancellationsDoNotCutItOff(Sim sim) {
        var task = start(() -> Transfer.move(new Fake(), "ann", "bob", 5));
        await(sleep(ofMillis(1500)));
        task.cancel();
        await(sleep(ofMillis(500)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(List.of("ann -5", "roll back"), log);
        assertEquals(ofMillis(3500), sim.elapsed());
    }
}
