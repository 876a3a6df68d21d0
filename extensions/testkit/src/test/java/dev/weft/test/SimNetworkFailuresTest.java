package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.test.NetPrograms.PORT;
import static dev.weft.test.NetPrograms.bytes;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What fails a test that uses the network, and what does not. */
class SimNetworkFailuresTest {
    @Test
    void socketsThatAreNotClosed() {
        Ran.of(LeftOpen.class)
                .says(
                        "not closed when the test ended:",
                        "listener on 0.0.0.0/0.0.0.0:7000 of the host server, opened by task server",
                        "datagrams at 0.0.0.0/0.0.0.0:9 of the host server, opened by task server 2",
                        "socket server/10.0.0.1:7000 to client/10.0.0.2:49152 of the host server, opened by task Task-1",
                        "socket client/10.0.0.2:49152 to server/10.0.0.1:7000 of the host client, opened by task client");
    }

    static class LeftOpen {
        @WeftTest
        void test(Sim sim) throws IOException {
            SimHost server = sim.network().host("server");
            SimHost client = sim.network().host("client");
            Listener listener = await(server.start(() -> Net.listen(new InetSocketAddress(PORT))));
            await(server.start(() -> Net.datagrams(new InetSocketAddress(9))));
            await(client.start(() -> Net.connect("server", PORT)));
            await(listener.accept());
        }
    }

    @Test
    void whatIsLeftOfACrashIsNoLeak() {
        Ran.of(Crashed.class).passes(1);
    }

    static class Crashed {
        @WeftTest
        void test(Sim sim) throws IOException {
            SimHost server = sim.network().host("server");
            await(server.start(() -> Net.listen(new InetSocketAddress(PORT))));
            sim.network().crash(server);
        }
    }

    @Test
    void aProgramThatHasNotEnded() {
        Ran.of(Unfinished.class).says("a task has not ended when the test ended", "server SUSPENDED");
    }

    static class Unfinished {
        @WeftTest
        void test(Sim sim) throws IOException {
            sim.network().host("server").start(NetPrograms::serve);
            await(sleep(ofSeconds(1)));
        }
    }

    @Test
    void aBackgroundProgramWithOpenConnectionsMayGoOn() {
        Ran.of(Background.class).passes(1);
    }

    static class Background {
        @WeftTest
        void test(Sim sim) throws IOException {
            sim.network().host("server").background(NetPrograms::serve);
            sim.network().host("client").background(Background::stays);
            await(sleep(ofSeconds(1)));
        }

        @Async
        private static Coroutine<Void> stays() throws IOException {
            try (SocketStream stream = await(Net.connect("server", PORT))) {
                await(stream.read(ByteBuffer.allocate(1)));
            }
            return done();
        }
    }

    @Test
    void aHandlerThatFails() {
        Ran.of(FailingHandler.class)
                .says("a callback has failed: java.io.IOException: the handler of test/", "this is no number: x");
    }

    static class FailingHandler {
        @WeftTest
        void test() throws IOException {
            try (Listener listener = await(Net.listen(new InetSocketAddress(PORT)))) {
                var serving = start(listener.serve(FailingHandler::handle));
                try (SocketStream stream = await(Net.connect("test", PORT))) {
                    await(stream.write(bytes("x\n")));
                    await(sleep(ofSeconds(1)));
                }
                await(listener.stop(ofSeconds(1)));
                await(serving);
            }
        }

        @Async
        private static Coroutine<Void> handle(SocketStream peer) throws IOException {
            throw new IOException("this is no number: " + await(new ByteReader(peer).line(10)));
        }
    }

    @Test
    void aHandlerWhosePeerHasGone() {
        Ran.method(GonePeer.class, "aborted").passes(1);
        Ran.method(GonePeer.class, "ended").says("a callback has failed", "java.io.EOFException");
    }

    static class GonePeer {
        @WeftTest
        void aborted(Sim sim) throws IOException {
            SocketStream stream = await(halfAFrame(sim));
            stream.abort();
            await(sleep(ofSeconds(1)));
        }

        @WeftTest
        void ended(Sim sim) throws IOException {
            SocketStream stream = await(halfAFrame(sim));
            await(stream.closeAsync());
            await(sleep(ofSeconds(1)));
        }

        @Async
        private static Coroutine<SocketStream> halfAFrame(Sim sim) throws IOException {
            sim.network().host("server").background(GonePeer::serve);
            await(sim.settled());
            SocketStream stream = await(Net.connect("server", PORT));
            await(stream.write(bytes("half a fra")));
            await(sleep(ofSeconds(1)));
            return result(stream);
        }

        @Async
        private static Coroutine<Void> serve() throws IOException {
            try (Listener listener = await(Net.listen(new InetSocketAddress(PORT)))) {
                await(listener.serve(peer -> new ByteReader(peer).exactly(20)));
            }
            return done();
        }
    }
}
