package example;

import static dev.weft.Weft.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/**
 * Spring's annotation of the same simple name runs a method on another thread, by way of a proxy: a subclass, made at run
 * time, of the woven class. One of the two names has to be written in full.
 */
@Service
class Visits {
    private final Map<String, Integer> visits = new ConcurrentHashMap<>();

    @org.springframework.scheduling.annotation.Async
    CompletableFuture<Integer> count(String article) {
        return completedFuture(visits.merge(article, 1, Integer::sum));
    }

    /** Called by way of the proxy too. */
    @Async
    CompletableFuture<String> report(CompletableFuture<String> article) {
        var name = await(article);
        return completedFuture(visits.getOrDefault(name, 0) + " visits to " + name);
    }
}
