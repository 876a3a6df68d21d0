package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Others call it by way of a proxy of Quarkus, which is a subclass. */
@ApplicationScoped
public class Prices {
    private final Customer customer;

    Prices(Customer customer) {
        this.customer = customer;
    }

    @Async
    Coroutine<Integer> of(String article) {
        await(sleep(Duration.ofMillis(10)));
        return result(article.length() + await(discount()));
    }

    /** Quarkus puts an interceptor around it. */
    @Async
    @Counted
    Coroutine<Integer> discount() {
        return result(customer.name().equals("ann") ? -1 : 0);
    }
}
