package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.test.NetPrograms.PORT;
import static dev.weft.test.NetPrograms.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.ByteReader;
import dev.weft.net.Datagrams;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import dev.weft.test.NetPrograms.Ends;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the network leaves to the schedule; and that one seed is one log. */
@Tag("jdk")
class SimNetworkExploredTest {
    private static final Options OPTIONS =
            Options.defaults().withSchedules(2_000).withLimit(Duration.ofMinutes(5));

    private static void passes(Options options, AsyncFunction<Sim, Void> test) {
        Report report = Simulation.explore(options, test);
        assertEquals(Optional.empty(), report.failure());
        assertTrue(report.exhausted() || report.schedules() == options.schedules(), report::toString);
    }

    @Async
    private static Coroutine<Datagrams> open() throws IOException {
        return result(await(Net.datagrams(new InetSocketAddress(PORT))));
    }

    @Async
    private static Coroutine<Void> two(Sim sim, Set<String> seen) throws IOException {
        SimNetwork network = sim.network();
        network.drop(0.3);
        network.duplicate(0.3);
        Datagrams there = await(network.host("server").start(SimNetworkExploredTest::open));
        Datagrams here = await(open());
        for (String text : new String[] {"a", "b"}) {
            await(here.send(bytes(text), network.host("server").address(PORT)));
        }
        ByteBuffer all = ByteBuffer.allocate(10);
        Task<Void> receiving = start(receiveAll(there, all));
        await(sleep(ofSeconds(1)));
        receiving.cancel();
        await(waitAll(List.of(receiving)));
        seen.add(UTF_8.decode(all.flip()).toString());
        await(here.closeAsync());
        await(there.closeAsync());
        return done();
    }

    @Async
    private static Coroutine<Void> receiveAll(Datagrams from, ByteBuffer all) throws IOException {
        while (true) {
            await(from.receive(all));
        }
    }

    @Test
    void lossReorderAndDuplicationAreExplored() {
        Set<String> seen = new TreeSet<>();
        passes(OPTIONS, sim -> two(sim, seen));
        assertTrue(seen.containsAll(Set.of("", "a", "b", "ab", "ba", "aab", "aabb", "abab", "bba")), seen::toString);
    }

    // ---- reads and writes

    @Async
    private static Coroutine<Void> readsOnce(Sim sim, Set<String> seen) throws IOException {
        Ends ends = await(
                NetPrograms.connect(sim.network().host("server"), sim.network().host("client")));
        await(ends.client().write(bytes("abcde")));
        await(ends.client().write(bytes("fgh")));
        ByteBuffer buffer = ByteBuffer.allocate(100);
        await(ends.server().read(buffer));
        seen.add(UTF_8.decode(buffer.flip()).toString());
        ends.abort();
        return done();
    }

    @Test
    void readsAreSplitAndMergedAtEachByte() {
        Set<String> seen = new TreeSet<>();
        passes(OPTIONS, sim -> readsOnce(sim, seen));
        assertEquals(Set.of("a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh"), seen);
    }

    @Async
    private static Coroutine<Void> longMessage(Sim sim, Set<Integer> seen) throws IOException {
        Ends ends = await(
                NetPrograms.connect(sim.network().host("server"), sim.network().host("client")));
        byte[] said = new byte[200];
        for (int i = 0; i < said.length; i++) {
            said[i] = (byte) i;
        }
        Task<Void> writing = start(ends.client().write(ByteBuffer.wrap(said)));
        ByteBuffer heard = ByteBuffer.allocate(200);
        while (heard.hasRemaining()) {
            assertTrue(await(ends.server().read(heard)));
            seen.add(heard.position());
        }
        await(writing);
        assertEquals(ByteBuffer.wrap(said), heard.flip());
        ends.abort();
        return done();
    }

    @Test
    void eachBoundaryOfALongMessageIsReached() {
        Set<Integer> seen = new TreeSet<>();
        passes(OPTIONS.withSchedules(6_000), sim -> longMessage(sim, seen));
        assertEquals(200, seen.size());
    }

    /** Reads and writes are cancelled at any moment: what is heard is what was said, a message whole or not at all. */
    @Async
    private static Coroutine<Void> cancelledWrites(Sim sim, Set<String> seen) throws IOException {
        Ends ends = await(
                NetPrograms.connect(sim.network().host("server"), sim.network().host("client")));
        Task<byte[]> hearing = start(new ByteReader(ends.server()).all(100));
        for (String text : new String[] {"one ", "two ", "three "}) {
            Task<Void> writing = start(ends.client().write(bytes(text)));
            if (sim.chance("cancel " + text)) {
                await(sleep(sim.choose("after", ofMillis(0), ofMillis(1), ofMillis(2))));
                writing.cancel();
            }
            await(waitAll(List.of(writing)));
        }
        sim.calm(); // closing aborts what cannot be sent within ten seconds, and a slow step may last so long
        await(ends.client().closeAsync());
        seen.add(new String(await(hearing), UTF_8));
        await(ends.server().closeAsync());
        return done();
    }

    @Test
    void aCancelledWriteSendsAllOrNothing() {
        Set<String> seen = new TreeSet<>();
        passes(OPTIONS, sim -> cancelledWrites(sim, seen));
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            all.add(((i & 1) == 0 ? "" : "one ") + ((i & 2) == 0 ? "" : "two ") + ((i & 4) == 0 ? "" : "three "));
        }
        assertTrue(all.containsAll(seen), seen::toString);
        assertTrue(seen.size() > 4, seen::toString);
    }

    @Async
    private static Coroutine<Void> cancelledReads(Sim sim) throws IOException {
        Ends ends = await(
                NetPrograms.connect(sim.network().host("server"), sim.network().host("client")));
        Task<Void> writing = start(ends.client().write(bytes("abcdefgh\n")));
        ByteReader reader = new ByteReader(ends.server());
        Task<String> first = start(reader.line(100));
        await(sleep(sim.choose("patience", ofMillis(1), ofMillis(2), ofMillis(3))));
        first.cancel();
        await(waitAll(List.of(first)));
        String line = first.isCancelled() ? await(reader.line(100)) : first.resultNow();
        assertEquals("abcdefgh", line);
        await(writing);
        ends.abort();
        return done();
    }

    @Test
    void aCancelledReadLosesNothing() {
        passes(OPTIONS, SimNetworkExploredTest::cancelledReads);
    }

    @Async
    private static Coroutine<Void> crashes(Sim sim, Set<String> seen) throws IOException {
        SimHost server = sim.network().host("server");
        Ends ends = await(NetPrograms.connect(server, sim.network().host("client")));
        sim.network().crash(server);
        boolean restarts = sim.choose("starts again", true, false);
        sim.calm();
        Task<Throwable> reading =
                start(NetPrograms.failureOf(() -> ends.client().read(ByteBuffer.allocate(1))));
        await(sleep(ofSeconds(1)));
        seen.add(reading.isDone() ? "reset" : "nothing");
        reading.cancel();
        await(waitAll(List.of(reading)));
        if (!reading.isCancelled()) {
            ends.client().abort();
            return done();
        }
        if (restarts) {
            server.restart();
        }
        await(ends.client().write(bytes("are you there?")));
        try {
            await(ends.client().read(ByteBuffer.allocate(1)));
            fail("nobody is there");
        } catch (IOException told) {
            // the new life does not know the connection
            assertEquals(restarts ? "Connection reset" : "Connection timed out", told.getMessage());
            seen.add(told.getMessage());
        }
        ends.client().abort();
        return done();
    }

    @Test
    void aCrashIsToldOrNot() {
        Set<String> seen = new TreeSet<>();
        passes(OPTIONS.withSchedules(200), sim -> crashes(sim, seen));
        assertEquals(Set.of("nothing", "reset", "Connection reset", "Connection timed out"), seen);
    }

    // ---- determinism

    /** A server, three clients, all faults; each event with its time. */
    @Async
    private static Coroutine<Void> busy(Sim sim, List<String> log, boolean fails) throws IOException {
        SimNetwork network = sim.network();
        network.drop(0.1);
        SimHost server = network.host("server");
        server.background(NetPrograms::serve);
        List<Task<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "client " + i;
            clients.add(network.host(name).start(() -> asks(sim, name, log)));
        }
        await(sleep(ofMillis(3)));
        if (sim.chance("partition")) {
            network.partition(server, network.host("client 0"));
            await(sleep(ofSeconds(1)));
            network.repair(server, network.host("client 0"));
        }
        if (sim.chance("crash")) {
            network.crash(server);
            await(sleep(ofMillis(10)));
            server.restart();
            server.background(NetPrograms::serve);
        }
        await(gather(clients));
        if (fails && sim.random().nextInt() != 0 && sim.elapsed().compareTo(ofMillis(20)) > 0) {
            fail("slow: " + log);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> asks(Sim sim, String name, List<String> log) {
        for (int i = 0; i < 2; i++) {
            try (SocketStream stream = await(Net.connect("server", PORT))) {
                await(stream.write(bytes(name + "\n")));
                String answer = await(dev.weft.Weft.withTimeout(ofSeconds(2), new ByteReader(stream).line(100)));
                log.add(sim.elapsed() + " " + name + " heard " + answer + " at " + stream.local());
            } catch (IOException | java.util.concurrent.TimeoutException failure) {
                log.add(sim.elapsed() + " " + name + ": " + failure);
            }
        }
        return done();
    }

    private static String logs(long seed, Order order) {
        List<String> all = new ArrayList<>();
        passes(OPTIONS.withSeed(seed).withOrder(order).withSchedules(150), sim -> logged(sim, all));
        return String.join("\n", all);
    }

    @Async
    private static Coroutine<Void> logged(Sim sim, List<String> all) throws IOException {
        List<String> log = new ArrayList<>();
        await(busy(sim, log, false));
        all.addAll(log);
        return done();
    }

    /** The numbers were recorded on JDK 17. If the network chooses in another way now, on purpose, they change. */
    @Test
    void oneSeedIsOneLogOnEachJdk() {
        List<Integer> hashes = new ArrayList<>();
        for (Order order : List.of(Order.TIMING, Order.TASKS, Order.ANY)) {
            String first = logs(7, order);
            assertEquals(first, logs(7, order));
            assertNotEquals(first, logs(8, order));
            hashes.add(first.hashCode());
        }
        assertEquals(List.of(-1067794838, -862104447, 1998330125), hashes);
    }

    @Test
    void oneSeedIsOneJournal() {
        Failure first = found(1);
        Failure again = found(1);
        assertEquals(first.timeline(), again.timeline());
        assertEquals(first.replay(), again.replay());
        assertTrue(first.timeline().contains("bytes of"), first.timeline());
        Failure replayed = Simulation.explore(
                        OPTIONS.withReplay(first.replay()), sim -> busy(sim, new ArrayList<>(), true))
                .failure()
                .orElseThrow();
        assertEquals(first.timeline(), replayed.timeline());
    }

    private static Failure found(long seed) {
        return Simulation.explore(OPTIONS.withSeed(seed), sim -> busy(sim, new ArrayList<>(), true))
                .failure()
                .orElseThrow();
    }
}
