package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import dev.weft.Coroutine;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

@Singleton
class Offers {
    private final Prices prices;

    Offers(Prices prices) {
        this.prices = prices;
    }

    @Async
    Coroutine<String> offer(String article) {
        return result(article + " for " + await(prices.of(article)));
    }

    /** What a handler returns. */
    @Async
    CompletableFuture<String> greeting(CompletableFuture<String> name) {
        return completedFuture("Hello " + await(name));
    }
}
