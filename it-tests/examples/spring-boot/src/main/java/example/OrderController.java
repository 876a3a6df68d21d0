package example;

import static dev.weft.Weft.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Handlers are hot methods. Coroutines run on a loop, which gives a future for each. */
@RestController
class OrderController {
    private final Orders orders;
    private final Loop loop;

    OrderController(Orders orders, Loop loop) {
        this.orders = orders;
        this.loop = loop;
    }

    @Async
    @GetMapping("/orders/{article}")
    CompletableFuture<String> order(@PathVariable String article) {
        return completedFuture("ordered " + await(loop.start(orders.order(article))));
    }
}
