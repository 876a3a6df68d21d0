package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.withTimeout;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Fetches pages. The client of the JDK gives a {@code CompletableFuture}, which is all that {@code await} needs. */
class Pages {
    private final HttpClient http = HttpClient.newHttpClient();

    @Async
    Coroutine<String> get(URI page) throws IOException {
        var request = HttpRequest.newBuilder(page).build();
        var response = await(http.sendAsync(request, BodyHandlers.ofString()));
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " of " + page);
        }
        return result(response.body());
    }

    /** All of them at the same time, in the order asked for. The first failure cancels the other requests. */
    @Async
    Coroutine<List<String>> getAll(List<URI> pages) throws IOException {
        var requests = new ArrayList<Coroutine<String>>();
        for (var page : pages) {
            requests.add(get(page));
        }
        return gather(requests);
    }

    /** The page, or something else if it does not come in time. Then the request is cancelled. */
    @Async
    Coroutine<String> getOr(String otherwise, Duration limit, URI page) throws IOException {
        try {
            return result(await(withTimeout(limit, get(page))));
        } catch (TimeoutException e) {
            return result(otherwise);
        }
    }
}
