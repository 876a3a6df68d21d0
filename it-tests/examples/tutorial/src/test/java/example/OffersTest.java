package example;

import static dev.weft.Weft.await;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OffersTest {
    private CompletableFuture<Integer> stock = completedFuture(1);
    private CompletableFuture<Integer> price = completedFuture(300);

    private final Offers offers = new Offers(new Offers.Shop() {
        @Override
        public CompletableFuture<Integer> price(String item) {
            return price;
        }

        @Override
        public CompletableFuture<Integer> stock(String item) {
            return stock;
        }
    });

    private final List<Function<String, CompletableFuture<String>>> both = List.of(offers::chained, offers::hot);

    @Test
    void bothDoTheSame() {
        for (var offer : both) {
            stock = new CompletableFuture<>();
            var made = offer.apply("tea");
            assertFalse(made.isDone());
            stock.complete(1);
            assertEquals("tea for 300", made.join());

            stock = completedFuture(0);
            assertEquals("sold out", offer.apply("tea").join());

            stock = failedFuture(new NoSuchElementException());
            assertEquals("no tea", offer.apply("tea").join());

            stock = failedFuture(new IOException("no shop"));
            var failure = assertThrows(
                    CompletionException.class, () -> offer.apply("tea").join());
            assertInstanceOf(IOException.class, failure.getCause());
        }
    }

    @Test
    void aCancellationReachesTheSourceOfAHotMethodOnly() {
        stock = new CompletableFuture<>();
        offers.chained("tea").cancel(true);
        assertFalse(stock.isDone());
        offers.hot("tea").cancel(true);
        assertTrue(stock.isCancelled());
    }

    @WeftTest
    void aLimitCancelsWhatIsTooSlow(Sim sim) {
        stock = new CompletableFuture<>();
        assertEquals("ask again later", await(offers.cold("tea", ofSeconds(1))));
        assertEquals(ofSeconds(1), sim.elapsed());
        assertTrue(stock.isCancelled());
    }
}
