package dev.weft.test.netbugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.Datagrams;
import dev.weft.net.Net;
import dev.weft.test.Sim;
import dev.weft.test.SimHost;
import dev.weft.test.SimNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Numbered messages by datagrams, each sent until it is acknowledged. The mistake: a message that comes again is dropped without
 * another acknowledgement. If the first one was lost, the sender goes on for ever.
 */
final class LostAcknowledgement {
    private static final int PORT = 9000;

    private final boolean acknowledgesAgain;
    private final List<Integer> received = new ArrayList<>();

    private LostAcknowledgement(boolean acknowledgesAgain) {
        this.acknowledgesAgain = acknowledgesAgain;
    }

    @Async
    private Coroutine<Void> receiver() throws IOException {
        try (Datagrams socket = await(Net.datagrams(new InetSocketAddress(PORT)))) {
            ByteBuffer message = ByteBuffer.allocate(4);
            while (true) {
                SocketAddress sender = await(socket.receive(message.clear()));
                int number = message.flip().getInt();
                boolean isNew = !received.contains(number);
                if (isNew) {
                    received.add(number);
                }
                if (isNew || acknowledgesAgain) {
                    await(socket.send(message.flip(), sender));
                }
            }
        }
    }

    @Async
    private static Coroutine<Void> sender(InetSocketAddress to) throws IOException {
        try (Datagrams socket = await(Net.datagrams(new InetSocketAddress(0)))) {
            for (int number = 1; number <= 2; number++) {
                boolean acknowledged = false;
                while (!acknowledged) {
                    await(socket.send(ByteBuffer.allocate(4).putInt(number).flip(), to));
                    acknowledged = await(isAcknowledged(socket, number));
                }
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Boolean> isAcknowledged(Datagrams socket, int number) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(4);
        try {
            int which = 0;
            while (which != number) { // an old one may come late
                await(withTimeout(ofMillis(100), socket.receive(answer.clear())));
                which = answer.flip().getInt();
            }
            return result(true);
        } catch (TimeoutException none) {
            return result(false);
        }
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) throws IOException, TimeoutException {
        SimNetwork network = sim.network();
        network.drop(0.2);
        SimHost receiver = network.host("receiver");
        receiver.background(this::receiver);
        Task<Void> sending = network.host("sender").start(() -> sender(receiver.address(PORT)));
        await(sleep(ofSeconds(1)));
        sim.calm();
        await(withTimeout(ofSeconds(10), sending));
        return done();
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return new LostAcknowledgement(false).scenario(sim);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        return new LostAcknowledgement(true).scenario(sim);
    }
}
