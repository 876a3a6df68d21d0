package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** A server that sends back what it receives, and a client. */
class Echo {
    private static final int MOST = 1_000_000;

    private Echo() {}

    @Entry
    public static void main(String[] args) throws IOException {
        try (var listener = await(Net.listen(new InetSocketAddress("127.0.0.1", 7000)))) {
            await(listener.serve(Echo::handle));
        }
    }

    @Async
    static Coroutine<Void> handle(SocketStream peer) throws IOException {
        var buffer = ByteBuffer.allocateDirect(4096);
        while (await(peer.read(buffer))) {
            await(peer.write(buffer.flip()));
            buffer.clear();
        }
        return done();
    }

    /** Says all of the text, and returns what came back. It listens while it speaks: neither side waits for the other. */
    @Async
    static Coroutine<String> say(SocketAddress server, String text) throws IOException {
        try (var stream = await(Net.connect(server));
                var group = TaskGroup.open()) {
            var heard = group.start(new ByteReader(stream).all(MOST));
            await(stream.write(UTF_8.encode(text)));
            await(stream.end());
            return result(new String(await(heard), UTF_8));
        }
    }
}
