package example;

import static dev.weft.Weft.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

@Path("/shop")
public class Shop {
    private final Loop loop;
    private final Prices prices;
    private final Customer customer;

    Shop(Loop loop, Prices prices, Customer customer) {
        this.loop = loop;
        this.prices = prices;
        this.customer = customer;
    }

    /** Begins on an event loop of Vert.x, and goes on on the loop of the coroutine. */
    @Async
    @GET
    @Path("/offers/{article}")
    public CompletableFuture<String> offer(String article, @QueryParam("for") String name) {
        customer.is(name);
        var price = await(loop.start(prices.of(article)));
        return completedFuture(article + " for " + price + ", " + customer.name());
    }

    /** Goes on where it began: a Uni that is late emits on the event loop of the request. */
    @Async
    @GET
    @Path("/greeting")
    public CompletableFuture<String> greeting(@QueryParam("for") String name) {
        customer.is(name);
        var before = Thread.currentThread();
        var greeting = await(late("Hello").subscribeAsCompletionStage());
        var where = before == Thread.currentThread() ? "on the same thread" : "on another thread";
        return completedFuture(greeting + " " + customer.name() + " " + where);
    }

    /** Each subscriber of the Uni has a call of its own. */
    @GET
    @Path("/unis/{article}")
    public Uni<String> uni(String article, @QueryParam("for") String name) {
        return Uni.createFrom().completionStage(() -> offer(article, name));
    }

    private static Uni<String> late(String text) {
        return Uni.createFrom().item(text).onItem().delayIt().by(Duration.ofMillis(10));
    }
}
