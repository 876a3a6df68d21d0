package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Two customers, one till, and a payment that nobody confirms. What pstree prints of it is in docs/guide/observing.md. */
public final class Shop {
    private final AsyncLock till = new AsyncLock();

    @Async
    Coroutine<Void> customer() {
        try (var held = await(till.acquire())) {
            await(pay());
        }
        return done();
    }

    @Async
    Coroutine<Void> pay() {
        await(new CompletableFuture<>());
        return done();
    }

    @Async
    Coroutine<Void> cleaner() {
        await(sleep(Duration.ofMinutes(5)));
        return done();
    }

    @Entry
    public static void main(String[] args) {
        var shop = new Shop();
        start(shop.cleaner(), "cleaner");
        await(gather(start(shop.customer(), "ann"), start(shop.customer(), "bob")));
    }
}
