package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class CatalogueTest {
    private final List<String> asked = new ArrayList<>();
    private final Catalogue catalogue = new Catalogue(this::page);

    @Async
    private Coroutine<Catalogue.Page> page(String token) throws IOException {
        asked.add(token);
        await(sleep(ofSeconds(1)));
        return switch (token) {
            case "first" -> result(new Catalogue.Page(List.of("tea", "coffee"), "second"));
            case "second" -> result(new Catalogue.Page(List.of("milk"), "third"));
            default -> throw new IOException("no " + token);
        };
    }

    @WeftTest
    void aPageIsAskedForWhenItIsWanted(Sim sim) throws IOException {
        assertEquals(
                List.of("tea", "coffee"), await(catalogue.articles().limit(2).toList()));
        assertEquals(List.of("first"), asked);
    }

    @WeftTest
    void whatWasThereBeforeAFailureIsGiven(Sim sim) throws IOException {
        var articles = sim.probe(catalogue.articles());
        await(articles.next("tea"));
        await(articles.next("coffee"));
        await(articles.next("milk"));
        await(articles.failure(IOException.class));
    }
}
