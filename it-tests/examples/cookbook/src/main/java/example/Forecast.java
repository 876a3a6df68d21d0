package example;

import static dev.weft.Weft.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.weft.Async;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** For callers that know nothing of Weft. */
public final class Forecast {
    private final Site site;

    Forecast(Site site) {
        this.site = site;
    }

    @Async
    public CompletableFuture<String> tomorrow() {
        try {
            var today = await(site.get("today"));
            return completedFuture(await(site.get("the day after " + today)));
        } catch (IOException e) {
            return failedFuture(e);
        }
    }
}
