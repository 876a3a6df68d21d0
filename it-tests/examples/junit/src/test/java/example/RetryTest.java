package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.AsyncCallable;
import dev.weft.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Tests whose body is a coroutine, and tests that run one: a loop is made for it, and what it throws is thrown. */
class RetryTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private int calls;

    @Test
    void givesWhatTheWorkGives() {
        assertEquals("pong", run(() -> Retry.retry(3, PAUSE, () -> result("pong"))));
    }

    @Entry
    @Test
    void triesAgain() throws Exception {
        AsyncCallable<Integer> worksTheThirdTime = () -> {
            await(yieldNow());
            if (++calls < 3) {
                throw new IOException("no answer");
            }
            return result(calls);
        };
        assertEquals(3, await(Retry.retry(5, PAUSE, worksTheThirdTime)));
    }

    @Test
    void doesNotTryAgainWhatCannotWork() {
        AsyncCallable<String> mistaken = () -> {
            calls++;
            throw new IllegalArgumentException("no such host");
        };
        assertThrows(IllegalArgumentException.class, () -> run(Retry.retry(3, PAUSE, mistaken)));
        assertEquals(1, calls);
    }

    /** {@code @Timeout} of JUnit interrupts a thread; {@code withTimeout} ends a coroutine, wherever it waits. */
    @Test
    void isCancelledWhenItTakesTooLong() {
        AsyncCallable<String> broken = () -> {
            throw new IOException("no answer");
        };
        assertThrows(
                TimeoutException.class,
                () -> run(() -> withTimeout(Duration.ofMillis(50), Retry.retry(3, Duration.ofHours(1), broken))));
    }
}
