package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteSink;
import dev.weft.net.ByteSource;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Passes connections on to another server. An end of one direction is passed on, too, and so is a connection that breaks. */
class Proxy {
    private final SocketAddress target;

    Proxy(SocketAddress target) {
        this.target = target;
    }

    /** Looks after one client, for {@link dev.weft.net.Listener#serve}. */
    @Async
    Coroutine<Void> handle(SocketStream client) throws IOException {
        try (var server = await(Net.connect(target))) {
            boolean ended = false;
            try {
                await(gather(pump(client, server), pump(server, client)));
                ended = true;
            } catch (IOException broken) {
                // what is left to do is below
            } finally {
                if (!ended) { // also if this task is cancelled
                    client.abort();
                    server.abort();
                }
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> pump(ByteSource from, ByteSink to) throws IOException {
        var buffer = ByteBuffer.allocateDirect(16_384);
        while (await(from.read(buffer))) {
            await(to.write(buffer.flip()));
            buffer.clear();
        }
        await(to.end());
        return done();
    }
}
