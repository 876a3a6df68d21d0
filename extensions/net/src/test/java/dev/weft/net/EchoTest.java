package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of the documentation, and clients. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class EchoTest {
    private static final int CLIENTS = 50;

    @Async
    static Coroutine<Void> handle(SocketStream peer) throws IOException {
        var buffer = ByteBuffer.allocateDirect(4096);
        while (await(peer.read(buffer))) {
            await(peer.write(buffer.flip()));
            buffer.clear();
        }
        return done();
    }

    @Async
    private static Coroutine<Integer> client(int port, int number) throws IOException {
        byte[] said = ("client " + number + "\n").repeat(number * 100 + 1).getBytes(StandardCharsets.US_ASCII);
        try (SocketStream stream = await(Net.connect("127.0.0.1", port))) {
            Task<byte[]> heard = start(new ByteReader(stream).exactly(said.length));
            await(stream.write(ByteBuffer.wrap(said)));
            assertArrayEquals(said, await(heard));
            await(stream.end());
            assertNull(await(new ByteReader(stream).line(10)));
        }
        return result(said.length);
    }

    @Async
    private static Coroutine<Integer> all() throws IOException {
        int sum = 0;
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(EchoTest::handle));
            int port = Loopback.portOf(listener);
            List<Coroutine<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(client(port, i));
            }
            for (int n : await(gather(clients))) {
                sum += n;
            }
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
        }
        return result(sum);
    }

    @Test
    void everyByteComesBack() {
        int expected = 0;
        for (int i = 0; i < CLIENTS; i++) {
            expected += ("client " + i + "\n").length() * (i * 100 + 1);
        }
        assertEquals(expected, Weft.run(EchoTest::all));
    }
}
