package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.Net;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The server and its clients, on hosts of a simulated network. */
class ServerTest {
    private final Server server = new Server(new MemoryLinks());

    @Async
    private Coroutine<Void> serve() throws IOException {
        try (var listener = await(Net.listen(new InetSocketAddress(7000)))) {
            await(listener.serve(server::client));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> talk() throws IOException {
        try (var client = await(Client.connect("server", 7000))) {
            assertEquals("LINK 1", await(client.ask("ADD https://example.org/long")));
            assertEquals("LINK 2", await(client.ask("ADD https://example.org/longer")));
            assertEquals("LINK 1", await(client.ask("ADD https://example.org/long")));
            assertEquals("URL https://example.org/longer", await(client.ask("GET 2")));
            assertEquals("NONE", await(client.ask("GET 3")));
            assertEquals("ERROR say ADD url or GET code", await(client.ask("PUT 3")));
            assertEquals("ERROR too long", await(client.ask("ADD " + "x".repeat(2000))));
        }
        return done();
    }

    @WeftTest
    void answers(Sim sim) {
        var network = sim.network();
        network.host("server").background(this::serve);
        await(network.host("client").start(ServerTest::talk));
    }

    @Async
    private static Coroutine<Void> fallAsleep() throws IOException {
        try (var client = await(Client.connect("server", 7000))) {
            assertEquals("NONE", await(client.ask("GET 1")));
            assertEquals("BYE", await(client.lines().line(100)));
            assertNull(await(client.lines().line(100)));
        }
        return done();
    }

    @WeftTest
    void endsWhenAClientSaysNothing(Sim sim) {
        var network = sim.network();
        network.host("server").background(this::serve);
        await(network.host("client").start(ServerTest::fallAsleep));
        assertTrue(sim.elapsed().compareTo(ofMinutes(1)) > 0);
        assertTrue(sim.elapsed().compareTo(ofMinutes(1).plusSeconds(1)) < 0);
    }
}
