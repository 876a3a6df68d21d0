package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
import static dev.weft.test.NetPrograms.PORT;
import static dev.weft.test.NetPrograms.ask;
import static dev.weft.test.NetPrograms.bytes;
import static dev.weft.test.NetPrograms.connect;
import static dev.weft.test.NetPrograms.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.test.NetPrograms.Ends;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Each fault that a test can order, first in, first out. */
@Tag("jdk")
class SimNetworkFaultsTest {
    private final List<String> log = new ArrayList<>();
    private SimNetwork network;
    private SimHost server;
    private SimHost client;

    @BeforeEach
    void hosts(Sim sim) {
        network = sim.network();
        server = network.host("server");
        client = network.host("client");
    }

    @WeftTest
    void latency(Sim sim) throws IOException {
        network.latency(ofMillis(10), ofMillis(10));
        server.background(NetPrograms::serve);
        await(ask("x"));
        assertEquals(ofMillis(40), sim.elapsed());
        assertThrows(IllegalArgumentException.class, () -> network.latency(ofMillis(2), ofMillis(1)));
        assertThrows(IllegalArgumentException.class, () -> network.latency(ofMillis(-2), ofMillis(1)));
    }

    @WeftTest
    void aRequestThatIsLostIsSentAgain(Sim sim) throws IOException {
        server.background(NetPrograms::serve);
        network.drop(1);
        Task<String> asking = client.start(() -> ask("x"));
        await(sleep(ofMillis(2_500)));
        network.drop(0);
        assertEquals("X", await(asking));
        assertEquals(ofMillis(3_004), sim.elapsed(), "after 1 s, and after 2 s more");
        assertThrows(IllegalArgumentException.class, () -> network.drop(1.1));
        assertThrows(IllegalArgumentException.class, () -> network.duplicate(Double.NaN));
    }

    @WeftTest
    void nothingGetsThrough(Sim sim) throws IOException {
        network.drop(1);
        assertEquals(
                "Connection timed out: server/10.0.0.1:7000",
                await(failureOf(() -> Net.connect("server", PORT))).getMessage());
        assertEquals(ofSeconds(127), sim.elapsed());
        network.drop(0);
        Ends ends = await(connect(server, client));
        network.drop(1);
        await(ends.client().write(bytes("x")));
        assertEquals(
                "Connection timed out",
                await(failureOf(() -> ends.client().read(ByteBuffer.allocate(1))))
                        .getMessage());
        assertTrue(sim.elapsed().compareTo(ofMinutes(10)) > 0);
        ends.abort();
    }

    @WeftTest
    void aPartitionHoldsAConnectionUp() throws IOException {
        Ends ends = await(connect(server, client));
        network.partition(client, server);
        network.partition(server, client);
        await(ends.client().write(bytes("late")));
        await(sleep(ofMinutes(10)));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        Task<Boolean> reading = start(ends.server().read(buffer));
        await(sleep(ofMinutes(1)));
        assertFalse(reading.isDone());
        network.repair(client, server);
        assertTrue(await(reading));
        assertEquals(4, buffer.position());
        await(ends.server().write(bytes("and back")));
        assertTrue(await(ends.client().read(ByteBuffer.allocate(10))));
        ends.abort();
        assertThrows(IllegalArgumentException.class, () -> network.partition(client, client));
    }

    @WeftTest
    void aPartitionEndsAConnectionInTheEnd(Sim sim) throws IOException {
        Ends ends = await(connect(server, client));
        network.partition(client, server);
        await(ends.client().write(bytes("lost")));
        assertEquals(
                "Connection timed out",
                await(failureOf(() -> ends.client().read(ByteBuffer.allocate(1))))
                        .getMessage());
        assertTrue(sim.elapsed().compareTo(ofMinutes(15)) > 0);
        network.repair(client, server);
        ends.client().abort();
        await(sleep(ofSeconds(1)));
        Task<Void> knows = start(ends.server().readable());
        await(sleep(ofSeconds(1)));
        assertFalse(knows.isDone(), "it has sent nothing, so it cannot know");
        knows.cancel();
        await(ends.server().write(bytes("who is there?")));
        await(sleep(ofSeconds(1)));
        assertEquals(
                "Connection reset",
                await(failureOf(() -> ends.server().read(ByteBuffer.allocate(1))))
                        .getMessage());
        ends.abort();
    }

    @WeftTest
    void connectingAcrossAPartition(Sim sim) throws IOException {
        server.background(NetPrograms::serve);
        network.partition(client, server);
        Task<String> asking = client.start(() -> ask("x"));
        assertEquals("Y", await(ask("y")), "others are not cut off");
        await(sleep(ofSeconds(4)));
        network.repair(server, client);
        assertEquals("X", await(asking));
        assertEquals(ofMillis(7_004), sim.elapsed());
        network.partition(client, server);
        Task<String> hasty = client.start(() -> withTimeout(ofSeconds(5), ask("x")));
        await(waitAll(List.of(hasty)));
        assertInstanceOf(TimeoutException.class, hasty.exceptionNow());
    }

    @WeftTest
    void whatIsHeldArrivesInOrder(Sim sim) throws IOException {
        Ends ends = await(connect(server, client));
        network.hold(client, server);
        await(ends.client().write(bytes("a")));
        await(sleep(ofMillis(5)));
        await(ends.client().write(bytes("b")));
        await(sleep(ofMinutes(30)));
        network.release(client, server);
        ByteBuffer buffer = ByteBuffer.allocate(10);
        assertTrue(await(ends.server().read(buffer)));
        assertEquals(bytes("ab"), buffer.flip(), "both at once");
        ends.abort();
        Task<String> asking = client.start(() -> ask("x"));
        network.hold(client, server);
        server.background(NetPrograms::serve);
        await(sleep(ofMillis(500)));
        network.release(client, server);
        assertEquals("X", await(asking));
    }

    // ---- crashes

    @Async
    private Coroutine<Void> counts() {
        start(ticks("child"), "child");
        try {
            await(ticks("program"));
        } finally {
            log.add("finally");
        }
        return done();
    }

    @Async
    private Coroutine<Void> ticks(String who) {
        while (true) {
            log.add(who);
            await(sleep(ofSeconds(1)));
        }
    }

    @WeftTest
    void aCrashEndsAllTasksOfTheHost() {
        Task<Void> program = server.start(this::counts);
        await(sleep(ofMillis(1_500)));
        assertTrue(server.isUp());
        network.crash(server);
        network.crash(server);
        assertFalse(server.isUp());
        await(sleep(ofSeconds(5)));
        assertTrue(program.isCancelled());
        assertEquals(List.of("program", "child", "program", "child", "finally"), log);
        assertThrows(IllegalStateException.class, () -> server.start(this::counts));
        assertThrows(IllegalStateException.class, () -> server.background(this::counts));
    }

    @WeftTest
    void aCrashResetsConnections(Sim sim) throws IOException {
        Ends ends = await(connect(server, client));
        Task<Throwable> reading = start(failureOf(() -> ends.client().read(ByteBuffer.allocate(1))));
        await(sleep(ofMillis(1)));
        network.crash(server);
        assertEquals(
                "java.net.SocketException: Connection reset", await(reading).toString());
        ends.client().abort();
        Throwable nobody = await(failureOf(() -> withTimeout(ofSeconds(3), ask("x"))));
        assertInstanceOf(TimeoutException.class, nobody, "a host that is down does not even refuse");
        server.restart();
        assertInstanceOf(ConnectException.class, await(failureOf(() -> ask("x"))));
        server.background(NetPrograms::serve);
        assertEquals("X", await(ask("x")));
        assertThrows(IllegalStateException.class, server::restart);
    }

    @WeftTest
    void aCrashInTheMiddleOfAServe() throws IOException {
        server.background(NetPrograms::serve);
        Task<String> asking = client.start(() -> ask("x"));
        await(sleep(ofMillis(2)));
        network.crash(server);
        await(waitAll(List.of(asking)));
        assertInstanceOf(SocketException.class, asking.exceptionNow());
        server.restart();
        server.background(NetPrograms::serve);
        assertEquals("Y", await(ask("y")));
    }

    @WeftTest
    void aCrashOfTheClientIsNoFailureOfTheServer() throws IOException {
        server.background(NetPrograms::serve);
        Task<String> asking = client.start(() -> ask("x"));
        await(sleep(ofMillis(2)));
        network.crash(client);
        await(waitAll(List.of(asking)));
        assertTrue(asking.isCancelled());
        await(sleep(ofSeconds(1)));
        assertEquals("Y", await(ask("y")));
    }

    @Async
    private Coroutine<String> goesOnThoughItIsDead() throws IOException {
        Listener listener = await(Net.listen(new InetSocketAddress(PORT)));
        try {
            await(sleep(ofMinutes(1)));
        } catch (CancelledError crashed) {
            log.add(String.valueOf(crashed.getMessage()));
        }
        log.add(await(gone(listener::accept)));
        log.add(await(gone(() -> Net.connect("client", PORT))));
        log.add(await(gone(() -> Net.resolve("client"))));
        await(listener.closeAsync());
        throw new IOException("after the crash");
    }

    @Async
    private Coroutine<String> gone(NetPrograms.Call<?> call) {
        try {
            return result("no: " + await(call.make()));
        } catch (CancelledError gone) {
            return result("gone");
        } catch (Exception failure) {
            return result(failure.toString());
        }
    }

    @WeftTest
    void theNetworkIsGoneForOneThatGoesOn() {
        Task<String> program = server.start(this::goesOnThoughItIsDead);
        await(sleep(ofSeconds(1)));
        network.crash(server);
        await(sleep(ofSeconds(1)));
        assertEquals(List.of("the host server has crashed", "gone", "gone", "gone"), log);
        assertTrue(program.isCancelled(), "and what it fails with does not count");
    }

    @WeftTest
    void hostsOfAnotherRunAreRefused() {
        SimHost[] other = new SimHost[1];
        Thread thread = new Thread(() -> Simulation.run(sim -> {
            other[0] = sim.network().host("server");
            return Weft.done();
        }));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThrows(IllegalArgumentException.class, () -> network.crash(other[0]));
    }
}
