package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LinesTest {
    private final Lines lines = new Lines();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Completed when the client of {@code /endless} has gone. */
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    private HttpServer site;

    @BeforeEach
    void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setExecutor(threads);
        site.createContext("/three", exchange -> answer(exchange, "a\nb\nc"));
        site.createContext("/events", exchange -> answer(exchange, "data: one\n\n: a comment\ndata: two\ndata: lines\n\n"));
        site.createContext("/endless", this::answerForEver);
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
        threads.shutdownNow();
    }

    private URI page(String path) {
        return URI.create("http://127.0.0.1:" + site.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void answerForEver(HttpExchange exchange) {
        try {
            exchange.sendResponseHeaders(200, 0);
            while (!threads.isShutdown()) {
                exchange.getResponseBody().write("again\n".getBytes(UTF_8));
                exchange.getResponseBody().flush();
                Thread.sleep(5);
            }
        } catch (IOException e) {
            hungUp.complete(null);
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    @Test
    void allLines() throws IOException {
        assertEquals(List.of("a", "b", "c"), run(lines.of(page("/three")).toList()));
    }

    @Async
    private Coroutine<Integer> someLines() throws IOException {
        int seen = 0;
        for (var line : await(lines.of(page("/endless")))) {
            assertEquals("again", line);
            if (++seen == 10) {
                break;
            }
        }
        return result(seen);
    }

    /** The server sees that the client has gone. */
    @Test
    void whoStopsHalfWayLetsTheConnectionGo() throws Exception {
        assertEquals(10, run(someLines()));
        hungUp.get(20, TimeUnit.SECONDS);
    }

    @Test
    void events() throws IOException {
        assertEquals(
                List.of("one", "two\nlines"),
                run(ServerSentEvents.of(lines.of(page("/events"))).toList()));
    }

    @Test
    void noSuchPage() throws IOException {
        var missing = lines.of(page("/missing"));
        var thrown = assertThrows(IOException.class, () -> run(missing.toList()));
        assertEquals("status 404 of " + page("/missing"), thrown.getMessage());
    }
}
