package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As {@link FewDescriptors}, with a group of loops whose connections are handed over. */
final class FewDescriptorsOfGroup {
    private FewDescriptorsOfGroup() {}

    public static void main(String[] args) throws Exception {
        System.getLogger("dev.weft").log(System.Logger.Level.INFO, "its handlers are made now");
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(Path.of(args[0]));
        try (LoopGroup group = LoopGroup.create(1)) {
            Task<Void> serving =
                    group.next().start(group.serve(at, ListenOptions.defaults().backlog(1000), EchoTest::handle));
            for (int i = 0; i < 1000 && !accepts(at); i++) {
                Thread.sleep(10);
            }
            Weft.run(echo(at)); // loads the classes, each of which needs a descriptor here
            List<SocketChannel> clients = new ArrayList<>();
            try {
                while (true) {
                    clients.add(SocketChannel.open(at));
                }
            } catch (IOException none) {
                System.out.println("no more after " + clients.size());
            }
            Thread.sleep(300); // the server tries to accept, and cannot
            for (SocketChannel client : clients) {
                client.close();
            }
            Weft.run(echo(at));
            System.out.println("served after all");
            serving.cancel();
        }
    }

    /** The file of the socket is there a moment before somebody listens. */
    private static boolean accepts(UnixDomainSocketAddress at) {
        try (SocketChannel client = SocketChannel.open(at)) {
            return client.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Async
    private static Coroutine<Void> echo(UnixDomainSocketAddress at) throws IOException {
        try (SocketStream client = await(Net.connect(at))) {
            await(client.write(ByteBuffer.wrap(new byte[100])));
            await(new ByteReader(client).exactly(100));
        }
        return done();
    }
}
