package example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A web site on this machine, on a port that was free. */
class Site implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** Open when three requests for {@code /together/…} are here. */
    private final CountDownLatch together = new CountDownLatch(3);

    /** Completed when the client of {@code /endless} has gone. */
    final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hello", exchange -> answer(exchange, "Hello"));
        server.createContext("/together", this::answerTogether);
        server.createContext("/endless", this::answerForEver);
        server.start();
    }

    URI page(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answerTogether(HttpExchange exchange) throws IOException {
        together.countDown();
        try {
            if (together.await(20, TimeUnit.SECONDS)) {
                answer(exchange, exchange.getRequestURI().getPath());
            }
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    private void answerForEver(HttpExchange exchange) {
        try {
            exchange.sendResponseHeaders(200, 0);
            while (!threads.isShutdown()) {
                exchange.getResponseBody().write('z');
                exchange.getResponseBody().flush();
                Thread.sleep(5);
            }
        } catch (IOException e) {
            hungUp.complete(null);
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
