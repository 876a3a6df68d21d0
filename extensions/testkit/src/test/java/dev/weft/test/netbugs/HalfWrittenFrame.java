package dev.weft.test.netbugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.withTimeout;
import static dev.weft.test.netbugs.Lines.check;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import dev.weft.test.Sim;
import dev.weft.test.SimNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Events in frames: a length, and so many bytes. One that cannot be sent in time is left out. The mistake: length and bytes are
 * two writes, and the time limit may come between them; then the receiver takes the next frame for the bytes of this one. A write
 * of both is sent whole or not at all.
 */
final class HalfWrittenFrame {
    private static final int PORT = 8000;
    private static final List<String> EVENTS = List.of("start", "work", "end");

    private final boolean writesOnce;
    private int received;

    private HalfWrittenFrame(boolean writesOnce) {
        this.writesOnce = writesOnce;
    }

    @Async
    private Coroutine<Void> send(SocketStream to, String event) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(event.getBytes(UTF_8));
        ByteBuffer length = ByteBuffer.allocate(4).putInt(bytes.remaining()).flip();
        if (writesOnce) {
            await(to.write(length, bytes));
        } else {
            await(to.write(length));
            await(to.write(bytes));
        }
        return done();
    }

    @Async
    private Coroutine<Void> source() throws IOException {
        try (SocketStream stream = await(Net.connect("collector", PORT))) {
            for (String event : EVENTS) {
                try {
                    await(withTimeout(ofMillis(1), send(stream, event)));
                } catch (TimeoutException late) {
                    // the next one matters more
                }
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> collect(Listener listener) throws IOException {
        try (SocketStream peer = await(listener.accept())) {
            ByteReader reader = new ByteReader(peer);
            while (true) {
                int length = ByteBuffer.wrap(await(reader.exactly(4))).getInt();
                check(length < 10, "a frame of " + length + " bytes");
                String event = new String(await(reader.exactly(length)), UTF_8);
                check(EVENTS.contains(event), "this is no event: " + event);
                received++;
            }
        } catch (IOException end) {
            // the source has ended, or could not close in time
        }
        return done();
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) throws IOException {
        SimNetwork network = sim.network();
        Listener listener = await(network.host("collector").start(() -> Net.listen(new InetSocketAddress(PORT))));
        Task<Void> collecting = network.host("collector").start(() -> collect(listener));
        Task<Void> sending = network.host("source").start(this::source);
        await(sending);
        await(collecting);
        await(listener.closeAsync());
        check(received <= EVENTS.size(), "more events than there were");
        return done();
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return new HalfWrittenFrame(false).scenario(sim);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        return new HalfWrittenFrame(true).scenario(sim);
    }
}
