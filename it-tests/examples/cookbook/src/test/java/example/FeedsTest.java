package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

class FeedsTest {
    private final FakeSite site = new FakeSite(ofSeconds(1));

    @WeftTest
    void offersOfAll(Sim sim) {
        var found = await(new Feeds(site).offers(List.of("1", "2", "3")).toList());
        assertEquals(Set.of("<1>", "<2>", "<3>"), Set.copyOf(found));
        assertEquals(ofSeconds(1), sim.elapsed());
    }

    @WeftTest
    void eightAtATimeAndACancellationReachesThem() {
        var shops = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        var task = start(new Feeds(site).offers(shops).toList());
        await(sleep(ofMillis(500)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled());
        assertEquals(8, site.asked.size());
        assertEquals(site.asked, site.cancelled);
    }

    @WeftTest
    void whoHasEnoughDoesNotAskTheRest() {
        var shops = Collections.nCopies(30, "shop");
        assertEquals(
                List.of("<shop>", "<shop>"),
                await(new Feeds(site).offers(shops).limit(2).toList()));
        assertTrue(site.asked.size() <= 10, site.asked::toString);
    }

    @Async
    private static AsyncStream<String> ticks(Duration every, int count, List<String> log) {
        try {
            for (int i = 1; i <= count; i++) {
                await(sleep(every));
                emit("" + i);
            }
        } finally {
            log.add("closed");
        }
        return end();
    }

    @Async
    private static AsyncStream<String> broken() throws IOException {
        await(sleep(ofSeconds(5)));
        throw new IOException("broken");
    }

    @WeftTest
    void asTheyCome() {
        var log = new ArrayList<String>();
        var news = await(Feeds.news(ticks(ofSeconds(2), 2, log), ticks(ofSeconds(3), 2, log))
                .toList());
        assertEquals(List.of("here: 1", "abroad: 1", "here: 2", "abroad: 2"), news);
        assertEquals(2, log.size());
    }

    @WeftTest
    void aFailureClosesTheOther(Sim sim) throws IOException {
        var log = new ArrayList<String>();
        var news = sim.probe(Feeds.news(ticks(ofSeconds(2), 100, log), broken()));
        await(news.next("here: 1"));
        await(news.next("here: 2"));
        await(news.failure(IOException.class));
        assertEquals(List.of("closed"), log);
    }
}
