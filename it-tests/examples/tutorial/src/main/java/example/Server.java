package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.withTimeout;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.net.Net;
import dev.weft.net.Signals;
import dev.weft.net.TooLongException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A shortener of links, asked by lines: {@code ADD url} and {@code GET code}. */
class Server {
    private static final int MOST_IN_LINE = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Links links;

    Server(Links links) {
        this.links = links;
    }

    /** Looks after one client, from its first line to its last. */
    @Async
    Coroutine<Void> client(ByteStream client) throws Exception {
        var lines = new ByteReader(client);
        try {
            String line;
            while ((line = await(withTimeout(PATIENCE, lines.line(MOST_IN_LINE)))) != null) {
                await(client.write(UTF_8.encode(await(answer(line)) + "\n")));
            }
        } catch (TooLongException e) {
            await(client.write(UTF_8.encode("ERROR too long\n")));
        } catch (TimeoutException e) {
            await(client.write(UTF_8.encode("BYE\n")));
        }
        return done();
    }

    @Async
    private Coroutine<String> answer(String line) throws Exception {
        var words = line.split(" ");
        switch (words.length == 2 ? words[0] : "") {
            case "ADD":
                return result("LINK " + await(links.add(words[1])));
            case "GET":
                var url = await(links.find(words[1]));
                return result(url == null ? "NONE" : "URL " + url);
            default:
                return result("ERROR say ADD url or GET code");
        }
    }

    /** Serves until the system asks the program to end, then lets the clients finish. */
    @Async
    Coroutine<Void> run(int port) throws Exception {
        try (var signals = Signals.of("TERM", "INT");
                var listener = await(Net.listen(new InetSocketAddress("127.0.0.1", port)));
                var group = TaskGroup.open()) {
            var serving = group.start(listener.serve(this::client), "server");
            System.out.println("listening on " + listener.address());
            System.out.println(await(signals.next()) + ": stopping");
            await(listener.stop(GRACE));
            await(serving);
        }
        System.out.println("stopped");
        return done();
    }
}
