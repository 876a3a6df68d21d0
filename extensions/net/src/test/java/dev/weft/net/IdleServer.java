package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A server with many connections that wait. Says how much heap one of them takes. */
final class IdleServer {
    private static int most;
    private static int open;
    private static long before;

    private IdleServer() {}

    public static void main(String[] args) {
        most = Integer.parseInt(args[0]);
        Weft.run(IdleServer::serve);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Async
    private static Coroutine<Void> serve() throws IOException {
        ListenOptions options = ListenOptions.defaults().backlog(1000);
        try (Listener listener = await(Net.listen(Loopback.any(), options))) {
            System.out.println(Loopback.portOf(listener));
            await(listener.serve(IdleServer::idle));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> idle(SocketStream peer) throws IOException {
        if (++open == 1) {
            before = used();
        }
        if (open == most) {
            System.out.println((used() - before) / most + " bytes for each");
        }
        await(peer.readable());
        ByteBuffer one = ByteBuffer.allocate(1);
        await(peer.read(one));
        await(peer.write(one.flip()));
        return done();
    }
}
