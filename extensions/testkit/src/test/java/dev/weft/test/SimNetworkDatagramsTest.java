package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.test.NetPrograms.PORT;
import static dev.weft.test.NetPrograms.bytes;
import static dev.weft.test.NetPrograms.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.Datagrams;
import dev.weft.net.Net;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Datagrams between simulated hosts. */
@Tag("jdk")
class SimNetworkDatagramsTest {
    private SimNetwork network;
    private SimHost server;

    @BeforeEach
    void hosts(Sim sim) {
        network = sim.network();
        server = network.host("server");
    }

    @Async
    private static Coroutine<Datagrams> open() throws IOException {
        return result(await(Net.datagrams(new InetSocketAddress(PORT))));
    }

    @WeftTest
    void oneComesAndGoes(Sim sim) throws IOException {
        Datagrams there = await(server.start(SimNetworkDatagramsTest::open));
        Datagrams here = await(open());
        assertInstanceOf(BindException.class, await(failureOf(SimNetworkDatagramsTest::open)));
        await(here.send(bytes("hello"), server.address(PORT)));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        SocketAddress from = await(there.receive(buffer));
        assertEquals(network.host("test").address(PORT), from);
        assertEquals(bytes("hello"), buffer.flip());
        assertEquals(ofMillis(1), sim.elapsed());
        await(here.send(bytes("much too long"), InetSocketAddress.createUnresolved("server", PORT)));
        assertEquals(
                "a datagram of 13 bytes from test/10.0.0.2:7000 does not fit into the buffer, which has room for 2;"
                        + " it is dropped",
                await(failureOf(() -> there.receive(ByteBuffer.allocate(2)))).getMessage());
        assertInstanceOf(IOException.class, await(failureOf(() -> here.send(ByteBuffer.allocate(70_000), from))));
        await(here.closeAsync());
        await(there.closeAsync());
    }

    @WeftTest
    void connected() throws IOException {
        Datagrams there = await(server.start(SimNetworkDatagramsTest::open));
        Datagrams here = await(open());
        Datagrams other = await(Net.datagrams(new InetSocketAddress(0)));
        assertInstanceOf(IllegalStateException.class, await(failureOf(() -> here.send(bytes("x")))));
        here.connect(server.address(PORT));
        await(other.send(bytes("other"), here.address()));
        await(there.send(bytes("there"), network.host("test").address(PORT)));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        assertNull(await(here.receive(buffer)));
        assertEquals(bytes("there"), buffer.flip());
        await(here.send(bytes("lost")));
        await(sleep(ofMillis(2)));
        await(there.closeAsync());
        await(here.send(bytes("nobody")));
        assertInstanceOf(PortUnreachableException.class, await(failureOf(() -> here.receive(buffer.clear()))));
        await(here.closeAsync());
        await(other.closeAsync());
    }

    @WeftTest
    void cancelledAndClosed() throws IOException {
        Datagrams here = await(open());
        Task<SocketAddress> receiving = start(here.receive(ByteBuffer.allocate(10)));
        await(sleep(ofMillis(1)));
        assertInstanceOf(IllegalStateException.class, await(failureOf(() -> here.receive(ByteBuffer.allocate(10)))));
        receiving.cancel();
        await(waitAll(List.of(receiving)));
        await(here.send(bytes("x"), network.host("test").address(PORT)));
        assertEquals(network.host("test").address(PORT), await(here.receive(ByteBuffer.allocate(10))));
        Task<Throwable> waiting = start(failureOf(() -> here.receive(ByteBuffer.allocate(10))));
        await(sleep(ofMillis(1)));
        await(here.closeAsync());
        assertInstanceOf(AsynchronousCloseException.class, await(waiting));
    }

    @WeftTest
    void partitionHoldAndLoss() throws IOException {
        SimHost test = network.host("test");
        Datagrams there = await(server.start(SimNetworkDatagramsTest::open));
        Datagrams here = await(open());
        network.partition(test, server);
        await(here.send(bytes("lost"), server.address(PORT)));
        await(sleep(ofMillis(2)));
        network.repair(test, server);
        network.drop(1);
        await(here.send(bytes("lost"), server.address(PORT)));
        network.drop(0);
        network.hold(test, server);
        await(here.send(bytes("held"), server.address(PORT)));
        await(sleep(ofSeconds(1)));
        network.release(test, server);
        network.duplicate(1);
        await(here.send(bytes("twice"), server.address(PORT)));
        ByteBuffer all = ByteBuffer.allocate(100);
        for (int i = 0; i < 3; i++) {
            await(there.receive(all));
        }
        assertEquals(bytes("heldtwicetwice"), all.flip());
        await(here.closeAsync());
        await(there.closeAsync());
    }
}
