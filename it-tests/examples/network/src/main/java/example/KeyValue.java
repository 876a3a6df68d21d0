package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.net.TooLongException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A store of texts, asked by lines: {@code SET key value}, {@code GET key}, {@code DEL key}. One thread runs all, so the map
 * needs no lock.
 */
class KeyValue {
    private static final int MOST_IN_LINE = 1000;

    private final Map<String, String> values = new HashMap<>();
    private int connected;
    private int mostConnected;

    /** Looks after one client, for {@link dev.weft.net.Listener#serve}. */
    @Async
    Coroutine<Void> client(ByteStream stream) throws IOException {
        connected++;
        mostConnected = Math.max(mostConnected, connected);
        var lines = new ByteReader(stream);
        try {
            for (var line = await(lines.line(MOST_IN_LINE)); line != null; line = await(lines.line(MOST_IN_LINE))) {
                await(stream.write(UTF_8.encode(answer(line) + "\n")));
            }
        } catch (TooLongException e) {
            await(stream.write(UTF_8.encode("ERROR " + e.getMessage() + "\n")));
        } finally {
            connected--;
        }
        return done();
    }

    private String answer(String line) {
        var words = line.split(" ", 3);
        var command = words[0] + " " + (words.length - 1);
        switch (command) {
            case "SET 2":
                values.put(words[1], words[2]);
                return "OK";
            case "GET 1":
                return values.containsKey(words[1]) ? "VALUE " + values.get(words[1]) : "NONE";
            case "DEL 1":
                return values.remove(words[1]) == null ? "NONE" : "OK";
            default:
                return "ERROR SET key value, GET key or DEL key, not: " + line;
        }
    }

    /** How many clients were connected at the same time. */
    int mostConnected() {
        return mostConnected;
    }
}
