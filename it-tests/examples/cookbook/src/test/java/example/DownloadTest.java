package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class DownloadTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));
    private final List<Integer> bar = new ArrayList<>();

    @WeftTest
    void saysHowFarItIs() throws IOException {
        await(new Download(site).fetch(List.of("1", "2", "3", "4"), bar::add));
        assertEquals(List.of(0, 25, 50, 75, 100), bar);
    }

    @WeftTest
    void nothingIsThereAtOnce() throws IOException {
        await(new Download(site).fetch(List.of(), bar::add));
        assertEquals(List.of(100), bar);
    }

    @WeftTest
    void aFailureEndsTheBar() {
        site.broken.add("2");
        var task = start(() -> new Download(site).fetch(List.of("1", "2", "3", "4"), bar::add));
        await(waitAll(task));
        assertInstanceOf(IOException.class, task.exceptionNow());
        assertEquals(List.of(0, 25), bar);
    }

    @WeftTest
    void aFailureOfTheBarEndsTheDownload() {
        var task = start(() -> new Download(site).fetch(List.of("1", "2", "3", "4"), percent -> {
            throw new IllegalStateException("no screen");
        }));
        await(waitAll(task));
        assertInstanceOf(IllegalStateException.class, task.exceptionNow());
        assertEquals(List.of("1"), site.cancelled);
    }
}
