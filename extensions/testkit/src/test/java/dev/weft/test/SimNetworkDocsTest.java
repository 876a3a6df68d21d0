package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The server of the documentation of {@code weft-net}, and a client with a {@link ByteReader}, as they stand there. */
class SimNetworkDocsTest {
    static final class Echo {
        private Echo() {}

        @SuppressWarnings("AddressSelection") // the text of the page
        @Async
        static Coroutine<Void> main() throws IOException {
            try (var listener = await(Net.listen(new InetSocketAddress("127.0.0.1", 7000)))) {
                await(listener.serve(Echo::handle)); // Ctrl-C cancels main, and with it every connection
            }
            return done();
        }

        @Async
        static Coroutine<Void> handle(SocketStream peer) throws IOException {
            var buffer = ByteBuffer.allocateDirect(4096);
            while (await(peer.read(buffer))) {
                await(peer.write(buffer.flip()));
                buffer.clear();
            }
            return done(); // serve closes peer
        }
    }

    @Async
    private static Coroutine<Integer> client(String host, int port, int number) throws IOException {
        byte[] said = ("client " + number + "\n").repeat(number * 100 + 1).getBytes(StandardCharsets.US_ASCII);
        try (SocketStream stream = await(Net.connect(host, port))) {
            Task<byte[]> heard = start(new ByteReader(stream).exactly(said.length));
            await(stream.write(ByteBuffer.wrap(said)));
            assertArrayEquals(said, await(heard));
            await(stream.end());
            assertNull(await(new ByteReader(stream).line(10)));
        }
        return result(said.length);
    }

    @WeftTest
    void onOneHost(Sim sim) throws IOException {
        sim.background(Echo.main());
        await(sim.settled());
        for (int i = 0; i < 3; i++) {
            assertEquals(9 * (100 * i + 1), await(client("127.0.0.1", 7000, i)));
        }
    }

    @Async
    private static Coroutine<Void> everywhere() throws IOException {
        try (var listener = await(Net.listen(new InetSocketAddress(7000)))) {
            await(listener.serve(Echo::handle));
        }
        return done();
    }

    @Explore(schedules = 300)
    void betweenHosts(Sim sim) throws IOException {
        var network = sim.network();
        network.drop(0.05);
        network.host("server").background(SimNetworkDocsTest::everywhere);
        await(sim.settled());
        Task<Integer> one = network.host("one").start(() -> client("server", 7000, 0));
        Task<Integer> two = network.host("two").start(() -> client("server", 7000, 1));
        assertEquals(9, await(one));
        assertEquals(9 * 101, await(two));
    }
}
