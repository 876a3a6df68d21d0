package example;

import dev.weft.AsyncStream;
import java.time.Duration;

/** Searches while somebody types. */
final class Search {
    private final Site site;

    Search(Site site) {
        this.site = site;
    }

    AsyncStream<String> results(AsyncStream<String> typed) {
        return typed.debounce(Duration.ofMillis(300)).mapAsync(1, site::get);
    }
}
