package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.net.Net;
import dev.weft.net.Pipes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class KeyValueTest {
    private static final int CLIENTS = 10_000;

    /** Descriptors for everything else that this JVM does. */
    private static final int SPARE = 500;

    private final KeyValue store = new KeyValue();

    private record Client(ByteStream stream, ByteReader lines) implements AsyncCloseable {
        Client(ByteStream stream) {
            this(stream, new ByteReader(stream));
        }

        @Async
        static Coroutine<Client> connect(SocketAddress to) throws IOException {
            return result(new Client(await(Net.connect(to))));
        }

        @Async
        Coroutine<String> ask(String line) throws IOException {
            await(stream.write(UTF_8.encode(line + "\n")));
            return result(await(lines.line(2000)));
        }

        @Override
        @Async
        public Coroutine<Void> closeAsync() {
            await(lines.closeAsync());
            return done();
        }
    }

    @Async
    private Coroutine<Void> commands() throws IOException {
        var pair = Pipes.pair(100);
        try (var group = TaskGroup.open();
                var client = new Client(pair.other())) {
            var served = group.start(store.client(pair.one()));
            assertEquals("NONE", await(client.ask("GET a")));
            assertEquals("OK", await(client.ask("SET a two words")));
            assertEquals("VALUE two words", await(client.ask("GET a")));
            assertEquals("OK", await(client.ask("DEL a")));
            assertEquals("NONE", await(client.ask("DEL a")));
            assertEquals("ERROR SET key value, GET key or DEL key, not: PUT a b", await(client.ask("PUT a b")));
            var tooLong = await(client.ask("SET a " + "b".repeat(995)));
            assertEquals("ERROR a line is longer than its limit", tooLong.split(":")[0]);
            await(served);
        }
        return done();
    }

    @Test
    void answers() {
        run(this::commands);
    }

    /** Each takes two descriptors, since both ends are in this JVM. */
    private static int clients() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean) {
            var unix = (UnixOperatingSystemMXBean) system;
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - SPARE;
            if (free < 2 * CLIENTS) {
                int fewer = (int) Math.max(10, free / 2);
                System.out.println(fewer + " clients instead of " + CLIENTS + ": ulimit -n is "
                        + unix.getMaxFileDescriptorCount() + ", and each takes two descriptors");
                return fewer;
            }
        }
        return CLIENTS;
    }

    /** Connects, and waits for an answer: so no more clients than call this at once wait to be accepted. */
    @Async
    private static Coroutine<Void> join(List<Client> clients, SocketAddress server) throws IOException {
        var client = await(Client.connect(server));
        clients.add(client);
        assertEquals("NONE", await(client.ask("GET nothing")));
        return done();
    }

    @Async
    private static Coroutine<Void> talk(Client client, int number) throws IOException {
        assertEquals("OK", await(client.ask("SET key" + number + " value" + number)));
        assertEquals("VALUE value" + number, await(client.ask("GET key" + number)));
        return done();
    }

    @Async
    private Coroutine<Void> manyClients(int count) throws IOException {
        var clients = new ArrayList<Client>();
        var numbers = IntStream.range(0, count).boxed().toList();
        try (var group = TaskGroup.open();
                var listener = await(Net.listen(Loopback.anyPort()))) {
            var serving = group.start(listener.serve(store::client));
            try {
                await(gather(numbers, 100, i -> join(clients, listener.address())));
                await(gather(numbers, count, i -> talk(clients.get(i), i)));
            } finally {
                for (var client : clients) {
                    await(client.closeAsync());
                }
            }
            await(listener.stop(Duration.ofSeconds(10)));
            await(serving);
        }
        return done();
    }

    @Test
    void tenThousandClientsAtOnce() {
        int count = clients();
        run(() -> manyClients(count));
        assertEquals(count, store.mostConnected());
    }
}
