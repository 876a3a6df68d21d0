package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.withTimeout;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** The same method three times: as a chain of stages, as a hot method, as a cold one. */
class Offers {
    private final Shop shop;

    interface Shop {
        CompletableFuture<Integer> price(String item);

        CompletableFuture<Integer> stock(String item);
    }

    Offers(Shop shop) {
        this.shop = shop;
    }

    CompletableFuture<String> chained(String item) {
        return shop.stock(item)
                .thenCompose(stock -> stock == 0
                        ? completedFuture("sold out")
                        : shop.price(item).thenApply(price -> item + " for " + price))
                .exceptionally(failure -> {
                    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof NoSuchElementException) {
                        return "no " + item;
                    }
                    throw new CompletionException(cause);
                });
    }

    /** The same for its callers, whether a loop runs or not. */
    @Async
    CompletableFuture<String> hot(String item) {
        try {
            if (await(shop.stock(item)) == 0) {
                return completedFuture("sold out");
            }
            return completedFuture(item + " for " + await(shop.price(item)));
        } catch (NoSuchElementException e) {
            return completedFuture("no " + item);
        }
    }

    /** For callers that await: cold, cancellable as a whole, and with a limit. */
    @Async
    Coroutine<String> cold(String item, Duration limit) {
        try {
            return result(await(withTimeout(limit, hot(item))));
        } catch (TimeoutException e) {
            return result("ask again later");
        }
    }
}
