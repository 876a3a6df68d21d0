package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.List;

/** Articles that a shop gives page by page. */
final class Catalogue {
    /**
     * A part of the answer.
     *
     * @param articles some articles
     * @param next where it goes on, or null
     */
    record Page(List<String> articles, String next) {}

    /** The other side. */
    interface Shop {
        Coroutine<Page> page(String token) throws IOException;
    }

    private final Shop shop;

    Catalogue(Shop shop) {
        this.shop = shop;
    }

    @Async
    AsyncStream<String> articles() throws IOException {
        for (var token = "first"; token != null; ) {
            var page = await(shop.page(token));
            for (var article : page.articles()) {
                emit(article);
            }
            token = page.next();
        }
        return end();
    }
}
