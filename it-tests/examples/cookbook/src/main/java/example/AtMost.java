package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncSemaphore;
import java.io.IOException;
import java.util.List;

/** Some things at a time, and not more. */
final class AtMost {
    private final Site site;
    private final AsyncSemaphore connections = new AsyncSemaphore(4);

    AtMost(Site site) {
        this.site = site;
    }

    /** Four of these. */
    Coroutine<List<String>> getAll(List<String> pages) {
        return gather(pages, 4, site::get);
    }

    /** Four among all callers. */
    @Async
    Coroutine<String> get(String page) throws IOException {
        try (var connection = await(connections.acquire())) {
            return result(await(site.get(page)));
        }
    }
}
