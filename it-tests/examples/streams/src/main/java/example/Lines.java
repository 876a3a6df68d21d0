package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.AsyncStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The lines of a page as they arrive. Who stops half-way lets the connection go. */
class Lines {
    private final HttpClient http = HttpClient.newHttpClient();

    @Async
    AsyncStream<String> of(URI page) throws IOException {
        var request = HttpRequest.newBuilder(page).build();
        var response = await(http.sendAsync(request, BodyHandlers.ofPublisher()));
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " of " + page);
        }
        var line = new ByteArrayOutputStream();
        for (var buffers : await(AsyncStream.fromPublisher(response.body(), 1))) {
            for (var buffer : buffers) {
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next != '\n') {
                        line.write(next);
                    } else {
                        emit(line.toString(UTF_8));
                        line.reset();
                    }
                }
            }
        }
        if (line.size() > 0) {
            emit(line.toString(UTF_8));
        }
        return end();
    }
}
