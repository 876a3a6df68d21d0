package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.withTimeout;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Spring MVC lets a request wait without a thread if its handler returns a future: hot methods do. */
@RestController
class OfferController {
    private final Prices prices;
    private final Stock stock;
    private final Visits visits;

    OfferController(Prices prices, Stock stock, Visits visits) {
        this.prices = prices;
        this.stock = stock;
        this.visits = visits;
    }

    @Async
    @GetMapping("/offers/{article}")
    CompletableFuture<String> offer(@PathVariable String article) throws UnknownArticleException {
        visits.count(article);
        var left = stock.of(article); // is being asked for while the price is
        var price = await(prices.of(article));
        return completedFuture(article + " for " + price + ", " + await(left) + " left");
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String unknown(UnknownArticleException e) {
        return e.getMessage();
    }

    /** Answers in time: the price is no longer asked for when the limit is over. */
    @Async
    @GetMapping("/prices/{article}")
    CompletableFuture<String> price(@PathVariable String article) throws UnknownArticleException {
        try {
            return completedFuture("" + await(withTimeout(Duration.ofSeconds(1), prices.of(article))));
        } catch (TimeoutException e) {
            return completedFuture("ask again later");
        }
    }
}
