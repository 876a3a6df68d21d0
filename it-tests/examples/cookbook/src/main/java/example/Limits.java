package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.withTimeout;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Time limits. */
final class Limits {
    private final Site site;

    Limits(Site site) {
        this.site = site;
    }

    /** Two seconds for one call. */
    @Async
    Coroutine<String> weather() throws IOException {
        try {
            return result(await(withTimeout(ofSeconds(2), site.get("weather"))));
        } catch (TimeoutException e) {
            return result("unknown");
        }
    }

    /** Five seconds for all of them together. */
    @Async
    Coroutine<String> journey() throws IOException, TimeoutException {
        return withTimeout(ofSeconds(5), () -> {
            var there = await(site.get("there"));
            var back = await(site.get("back after " + there));
            return result(there + ", " + back);
        });
    }
}
