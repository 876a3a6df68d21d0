package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PagesTest {
    private final Pages pages = new Pages();
    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aPage() throws IOException {
        assertEquals("Hello", run(pages.get(site.page("/hello"))));
    }

    /** The client completes its futures on threads of its own; the coroutine stays on that of its loop. */
    @Test
    void theThreadStaysTheSame() {
        run(() -> {
            var thread = Thread.currentThread();
            await(pages.get(site.page("/hello")));
            assertSame(thread, Thread.currentThread());
            return done();
        });
    }

    /** The site answers none of the three before all three have been asked for. */
    @Test
    void pagesAtTheSameTime() throws IOException {
        var three = List.of(site.page("/together/1"), site.page("/together/2"), site.page("/together/3"));
        assertEquals(List.of("/together/1", "/together/2", "/together/3"), run(pages.getAll(three)));
    }

    @Test
    void aTimeLimitCancelsTheRequest() throws Exception {
        assertEquals("nothing", run(pages.getOr("nothing", Duration.ofMillis(300), site.page("/endless"))));
        site.hungUp.get(20, TimeUnit.SECONDS);
    }

    /** So does the failure of another request that was made with it. */
    @Test
    void aFailureCancelsTheOthers() throws Exception {
        var mixed = List.of(site.page("/endless"), site.page("/missing"));
        var thrown = assertThrows(IOException.class, () -> run(pages.getAll(mixed)));
        assertEquals("status 404 of " + mixed.get(1), thrown.getMessage());
        site.hungUp.get(20, TimeUnit.SECONDS);
    }

    /** What the client reports is thrown as it is, not wrapped. */
    @Test
    void nobodyListens() {
        var page = site.page("/hello");
        site.close();
        assertThrows(ConnectException.class, () -> run(pages.get(page)));
    }
}
