package ${package};

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.withTimeout;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.net.Net;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Counts votes: a line is a name, the answer how many votes it has. One thread runs all, so the map needs no lock. */
class Votes {
    /** Who says nothing for so long is disconnected. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST_IN_LINE = 100;

    private final Map<String, Integer> votes = new HashMap<>();

    /** Serves until it is cancelled. */
    @Async
    Coroutine<Void> serve(SocketAddress address) throws IOException {
        try (var listener = await(Net.listen(address))) {
            await(listener.serve(this::voter));
        }
        return done();
    }

    @Async
    private Coroutine<Void> voter(ByteStream peer) throws IOException {
        var lines = new ByteReader(peer);
        try {
            String name;
            while ((name = await(withTimeout(PATIENCE, lines.line(MOST_IN_LINE)))) != null) {
                int count = votes.merge(name, 1, Integer::sum);
                await(peer.write(UTF_8.encode(name + " " + count + "\n")));
            }
        } catch (TimeoutException silent) {
            // closes the connection, as at its end
        }
        return done();
    }
}
