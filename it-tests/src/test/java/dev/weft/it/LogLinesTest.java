package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is logged of a task is one line, whatever the task is called. */
@Timeout(60)
class LogLinesTest {
    @Async
    private Coroutine<Integer> fails() {
        await(yieldNow());
        throw new IllegalStateException("logged by this test");
    }

    @Test
    void aNameForgesNoLine() {
        List<String> messages = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                messages.add(logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.weft");
        boolean parents = logger.getUseParentHandlers();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (EventLoop loop = EventLoop.create()) {
            loop.start(fails(), "a\nSEVERE: forged\u001b[2J");
            loop.runUntilComplete(sleep(Duration.ofMillis(5)));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(parents);
        }
        assertEquals(List.of("Uncaught failure of task a\\u000aSEVERE: forged\\u001b[2J (FAILED)"), messages);
    }
}
