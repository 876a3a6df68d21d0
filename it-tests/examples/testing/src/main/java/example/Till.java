package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Takes payments: a line each, with a number and an amount. It answers with the number. */
final class Till {
    private final Set<String> seen = new HashSet<>();
    private int sum;

    int sum() {
        return sum;
    }

    @Async
    Coroutine<Void> serve() throws IOException {
        try (var listener = await(Net.listen(new InetSocketAddress(7000)))) {
            await(listener.serve(this::customer));
        }
        return done();
    }

    @Async
    private Coroutine<Void> customer(SocketStream peer) throws IOException {
        var reader = new ByteReader(peer);
        String line;
        while ((line = await(reader.line(100))) != null) {
            var payment = line.split(" ");
            if (seen.add(payment[0])) {
                sum += Integer.parseInt(payment[1]);
            }
            await(peer.write(ByteBuffer.wrap((payment[0] + "\n").getBytes(UTF_8))));
        }
        return done();
    }
}
