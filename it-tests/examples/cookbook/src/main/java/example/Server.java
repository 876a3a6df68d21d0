package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.Signals;
import dev.weft.net.SocketStream;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server that ends what it has begun before it ends itself. */
final class Server {
    private final Site site;
    private final AsyncFunction<String, Void> store;
    private final AsyncQueue<String> journal = AsyncQueue.fifo(100);

    Server(Site site, AsyncFunction<String, Void> store) {
        this.site = site;
        this.store = store;
    }

    @Entry
    public static void main(String[] args) throws IOException {
        var server = new Server(page -> result("the page " + page), line -> done());
        try (var signals = Signals.of("TERM", "INT");
                var listener = await(Net.listen(new InetSocketAddress(8000)))) {
            await(server.serve(listener, signals.next()));
        }
    }

    @Async
    Coroutine<Void> serve(Listener listener, Awaitable<?> toTheEnd) throws IOException {
        try (var group = TaskGroup.open()) {
            group.start(this::write);
            group.start(listener.serve(this::answer));
            await(toTheEnd);
            await(listener.stop(Duration.ofSeconds(20))); // nobody new, and time for who is here
            journal.shutdown(false); // nothing new, and what is in it is written
            await(group.join());
        }
        return done();
    }

    @Async
    private Coroutine<Void> write() throws Exception {
        for (var line : await(journal.stream())) {
            await(store.apply(line));
        }
        return done();
    }

    @Async
    private Coroutine<Void> answer(SocketStream peer) throws IOException {
        var lines = new ByteReader(peer);
        for (var page = await(lines.line(1000)); page != null; page = await(lines.line(1000))) {
            await(peer.write(UTF_8.encode(await(site.get(page)) + "\n")));
            await(journal.put(page));
        }
        return done();
    }
}
