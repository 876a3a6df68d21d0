package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Entry;
import dev.weft.EventLoop;
import dev.weft.net.LoopGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class ProgramTest {

    @Test
    void onThisThread() throws IOException {
        var threads = new ArrayList<Thread>();
        var program = new Program(page -> {
            threads.add(Thread.currentThread());
            return result("<" + page + ">");
        });
        assertEquals("<page>", program.once());
        assertEquals(List.of(Thread.currentThread()), threads);
    }

    @Test
    void aFailureIsThrownAsItIs() {
        var program = new Program(page -> failed(new IOException("no " + page)));
        assertThrows(IOException.class, program::once);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void onTheThreadOfALoop() throws Exception {
        try (var loops = LoopGroup.create(1)) {
            var program = new Program(page -> result(Thread.currentThread().getName()));
            assertNotEquals(Thread.currentThread().getName(), program.from(loops.next()));
        }
    }

    /** A test whose body is a coroutine. */
    @Entry
    @Test
    void sleeps() {
        var begin = EventLoop.running().time();
        await(sleep(ofMillis(1)));
        assertTrue(EventLoop.running().time().minus(begin).compareTo(ofMillis(1)) >= 0);
    }
}
