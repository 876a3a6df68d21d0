package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server that runs out of descriptors, since clients in the same process take them. Its output is read by {@link ServeTest}. */
final class FewDescriptors {
    private FewDescriptors() {}

    public static void main(String[] args) {
        System.getLogger("dev.weft").log(System.Logger.Level.INFO, "its handlers are made now");
        Weft.run(FewDescriptors::run);
    }

    @Async
    private static Coroutine<Void> run() throws IOException {
        try (Listener listener =
                await(Net.listen(Loopback.any(), ListenOptions.defaults().backlog(1000)))) {
            Task<Void> serving = start(listener.serve(EchoTest::handle));
            await(echo(listener)); // loads the classes, each of which needs a descriptor here
            List<Socket> clients = new ArrayList<>();
            try {
                while (true) {
                    Socket client = new Socket();
                    clients.add(client);
                    client.connect((InetSocketAddress) listener.address());
                }
            } catch (IOException none) {
                System.out.println("no more after " + clients.size());
            }
            await(Weft.sleep(Duration.ofMillis(300))); // the server tries to accept, and cannot
            for (Socket client : clients) {
                client.close();
            }
            await(echo(listener));
            System.out.println("served after all");
            await(listener.stop(Duration.ofSeconds(5)));
            await(serving);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> echo(Listener listener) throws IOException {
        try (SocketStream client = await(Net.connect(listener.address()))) {
            await(client.write(ByteBuffer.wrap(new byte[100])));
            await(new ByteReader(client).exactly(100));
        }
        return done();
    }
}
