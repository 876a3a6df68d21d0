package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;

class LazyTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));

    @WeftTest
    void isMadeOnce() {
        var lazy = new Lazy<>(() -> site.get("a"));
        assertEquals(List.of(), site.asked);
        var hasty = start(lazy.get());
        var patient = start(lazy.get());
        await(sleep(ofMillis(500)));
        hasty.cancel();
        assertEquals("<a>", await(patient));
        assertEquals("<a>", await(lazy.get()));
        assertEquals(List.of("a"), site.asked);
    }

    @WeftTest
    void aFailureIsNotKept() {
        var lazy = new Lazy<>(() -> site.get("a"));
        site.broken.add("a");
        var failed = start(lazy.get());
        await(waitAll(failed));
        assertInstanceOf(IOException.class, failed.exceptionNow());
        site.broken.clear();
        assertEquals("<a>", await(lazy.get()));
    }
}
