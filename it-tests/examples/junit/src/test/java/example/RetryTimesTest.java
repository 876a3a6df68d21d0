package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests in virtual time: the clock jumps to the next timer whenever the loop has nothing to do. Days take no time. */
class RetryTimesTest {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop = EventLoop.create(time, time);
    private final List<Duration> attempts = new ArrayList<>();

    private Coroutine<String> noAnswer() throws IOException {
        attempts.add(time.elapsed());
        throw new IOException("no answer");
    }

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void thePausesGrow() {
        assertThrows(IOException.class, () -> loop.runUntilComplete(Retry.retry(4, ofHours(1), this::noAnswer)));
        assertEquals(List.of(ofHours(0), ofHours(1), ofHours(3), ofHours(7)), attempts);
    }

    @Test
    void aTimeLimitEndsIt() {
        assertThrows(
                TimeoutException.class,
                () -> loop.runUntilComplete(withTimeout(ofDays(1), Retry.retry(9, ofHours(1), this::noAnswer))));
        assertEquals(ofDays(1), time.elapsed());
        assertEquals(5, attempts.size(), "at 0, 1, 3, 7 and 15 hours");
    }

    @Test
    void attemptsAtTheSameTimeDoNotAddUp() throws Exception {
        AsyncCallable<Duration> slow = () -> {
            await(sleep(ofMinutes(10)));
            return result(time.elapsed());
        };
        var both = gather(Retry.retry(1, ofHours(1), slow), Retry.retry(1, ofHours(1), slow));
        assertEquals(List.of(ofMinutes(10), ofMinutes(10)), loop.runUntilComplete(both));
    }
}
