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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;

class SearchTest {
    private final FakeSite site = new FakeSite(ofMillis(100));

    @Async
    private static AsyncStream<String> typed() {
        for (var text : List.of("c", "co", "cof", "coffee")) {
            emit(text);
            await(sleep(ofMillis(text.equals("cof") ? 500 : 100)));
        }
        return end();
    }

    @WeftTest
    void searchesWhenNobodyTypes(Sim sim) {
        assertEquals(
                List.of("<cof>", "<coffee>"),
                await(new Search(site).results(typed()).toList()));
        assertEquals(List.of("cof", "coffee"), site.asked);
    }

    @WeftTest
    void aSlowAnswerIsWaitedFor(Sim sim) {
        var slow = new FakeSite(ofSeconds(2));
        assertEquals(
                List.of("<cof>", "<coffee>"),
                await(new Search(slow).results(typed()).toList()));
        assertEquals(1, slow.most);
        assertEquals(List.of(), slow.cancelled);
    }

    @WeftTest
    void aFailureEndsIt() {
        site.broken.add("cof");
        var task = start(new Search(site).results(typed()).toList());
        await(waitAll(task));
        assertInstanceOf(IOException.class, task.exceptionNow());
        assertEquals(List.of("cof"), site.asked);
    }
}
