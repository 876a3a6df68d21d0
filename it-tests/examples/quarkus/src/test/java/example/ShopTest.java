package example;

import static dev.weft.Weft.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Entry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShopTest {
    @TestHTTPResource("/shop/")
    URI shop;

    @Inject
    Prices prices;

    @BeforeEach
    void forget() {
        Counter.CALLS.clear();
    }

    @Test
    void endpointAwaitsACoroutineOfABean() throws Exception {
        assertEquals("tea for 2, ann", get("offers/tea?for=ann"));
        assertEquals("tea for 3, bob", get("offers/tea?for=bob"));
        assertEquals(2, Counter.CALLS.get("discount"));
    }

    @Test
    void endpointAwaitsAUni() throws Exception {
        assertEquals("Hello ann on the same thread", get("greeting?for=ann"));
    }

    @Test
    void endpointThatReturnsAUni() throws Exception {
        assertEquals("tea for 2, ann", get("unis/tea?for=ann"));
    }

    @Entry
    @Test
    void testAwaitsACoroutineOfABean() {
        assertEquals(6, await(prices.of("coffee")));
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(shop.resolve(path)).build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }
}
