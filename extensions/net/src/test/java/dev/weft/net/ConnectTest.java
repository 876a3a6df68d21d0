package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.net.internal.name.HappyEyeballs;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting, by address and by name; the race of addresses in virtual time (RFC 8305). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class ConnectTest {
    // ---- one address

    @Test
    void aRefusedConnectionNamesItsAddress() {
        NetLoop.run(ConnectTest::refused);
    }

    @Async
    private static Coroutine<Void> refused() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        Throwable byAddress = await(failureOf(() -> Net.connect(Loopback.at(free))));
        assertEquals(ConnectException.class, byAddress.getClass());
        assertTrue(byAddress.getMessage().contains(":" + free), byAddress.getMessage());
        Throwable byName = await(failureOf(() -> Net.connect("127.0.0.1", free)));
        assertEquals(ConnectException.class, byName.getClass());
        assertEquals(1, byName.getSuppressed().length);
        assertTrue(byName.getSuppressed()[0].getMessage().contains("127.0.0.1:" + free), byName.toString());
        return done();
    }

    @Test
    void optionsThatMakeNoSense() {
        assertThrows(
                IllegalArgumentException.class, () -> ListenOptions.defaults().backlog(0));
        assertThrows(
                IllegalArgumentException.class, () -> ListenOptions.defaults().maxConnections(0));
    }

    @Test
    void addressesOfOtherKinds() {
        NetLoop.run(ConnectTest::otherKinds);
    }

    @Async
    private static Coroutine<Void> otherKinds() {
        SocketAddress strange = new SocketAddress() {};
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> Net.connect(strange))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> Net.listen(strange))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> Net.datagrams(strange))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> Net.connect("localhost", 70_000))));
        return done();
    }

    @Test
    void anUnresolvedAddressIsResolved() {
        NetLoop.run(ConnectTest::unresolved);
    }

    @Async
    private static Coroutine<Void> unresolved() throws IOException {
        try (Listener listener = await(Net.listen(InetSocketAddress.createUnresolved("127.0.0.1", 0)));
                SocketStream client = await(
                        Net.connect(InetSocketAddress.createUnresolved("localhost", Loopback.portOf(listener))))) {
            assertEquals(listener.address(), client.remote());
        }
        return done();
    }

    // ---- names

    @Test
    void anAddressAsTextIsNoName() {
        NetLoop.run(ConnectTest::texts);
    }

    @Async
    private static Coroutine<Void> texts() throws IOException {
        Task<List<InetAddress>> four = start(Net.resolve("127.0.0.1"));
        Task<List<InetAddress>> six = start(Net.resolve("::1"));
        await(yieldNow());
        await(yieldNow());
        assertTrue(four.isDone() && six.isDone(), "they did not leave the loop");
        assertEquals("127.0.0.1", await(four).get(0).getHostAddress());
        assertInstanceOf(Inet6Address.class, await(six).get(0));
        assertInstanceOf(UnknownHostException.class, await(failureOf(() -> Net.resolve(""))));
        assertInstanceOf(UnknownHostException.class, await(failureOf(() -> Net.resolve("1.2.3.999"))));
        assertInstanceOf(UnknownHostException.class, await(failureOf(() -> Net.resolve(":::"))));
        assertFalse(await(Net.resolve("localhost")).isEmpty());
        return done();
    }

    // ---- the race, in virtual time

    private final List<String> events = new ArrayList<>();

    /** A connection that was made, which the race may close again. */
    private Coroutine<SocketStream> connects(SocketAddress to, long millis) {
        return connected(to, Duration.ofMillis(millis));
    }

    @Async
    private Coroutine<SocketStream> connected(SocketAddress to, Duration after) {
        String name = ((InetSocketAddress) to).getAddress().getHostAddress();
        events.add(name + " tried at " + EventLoop.running().time().toMillis());
        try {
            await(sleep(after));
        } catch (Throwable cancelled) {
            events.add(name + " given up");
            throw cancelled;
        }
        return result(new FakeSocket(to, events));
    }

    @Async
    private Coroutine<SocketStream> fails(SocketAddress to, long millis) throws IOException {
        await(connected(to, Duration.ofMillis(millis)));
        throw new ConnectException("refused");
    }

    private static List<InetAddress> addresses(String... texts) throws IOException {
        List<InetAddress> all = new ArrayList<>();
        for (String text : texts) {
            all.addAll(List.of(InetAddress.getAllByName(text)));
        }
        return all;
    }

    private static <T> T inVirtualTime(AsyncCallable<T> test) {
        VirtualTime time = new VirtualTime();
        try (EventLoop loop = EventLoop.create(time, time)) {
            return Weft.run(loop, test);
        }
    }

    @Test
    void theNextAddressIsTriedAfterAQuarterOfASecondAndFamiliesTakeTurns() {
        SocketStream winner = inVirtualTime(() -> HappyEyeballs.connect(
                to -> to.toString().contains("10.0.0.1") ? connects(to, 100) : connects(to, 10_000),
                "host",
                80,
                addresses("fe80::1", "fe80::2", "10.0.0.1")));
        assertEquals(
                List.of("fe80:0:0:0:0:0:0:1 tried at 0", "10.0.0.1 tried at 250", "fe80:0:0:0:0:0:0:1 given up"),
                events);
        assertTrue(winner.remote().toString().contains("10.0.0.1"));
    }

    @Test
    void theNextAddressIsTriedAtOnceIfOneFails() {
        inVirtualTime(() -> HappyEyeballs.connect(
                to -> to.toString().contains("10.0.0.2") ? connects(to, 1) : fails(to, 5),
                "host",
                80,
                addresses("10.0.0.1", "10.0.0.2")));
        assertEquals(List.of("10.0.0.1 tried at 0", "10.0.0.2 tried at 5"), events);
    }

    @Test
    void allFailuresAreTold() {
        inVirtualTime(() -> checkAllFailed(
                failureOf(() -> HappyEyeballs.connect(to -> fails(to, 5), "host", 80, addresses("10.0.0.1", "::1")))));
    }

    @Async
    private static Coroutine<Void> checkAllFailed(Coroutine<Throwable> failing) {
        Throwable failure = await(failing);
        assertEquals(ConnectException.class, failure.getClass());
        assertEquals(2, failure.getSuppressed().length);
        assertTrue(failure.getMessage().contains("host"), failure.getMessage());
        assertTrue(failure.getSuppressed()[0].getMessage().contains("10.0.0.1"), failure.getSuppressed()[0].toString());
        return done();
    }

    /** Both are connected in the same turn: one wins, the other one is closed. */
    @Test
    void thereIsOneWinner() {
        SocketStream winner = inVirtualTime(() -> HappyEyeballs.connect(
                to -> connects(to, to.toString().contains("10.0.0.1") ? 500 : 250),
                "host",
                80,
                addresses("10.0.0.1", "10.0.0.2")));
        long aborted =
                events.stream().filter(event -> event.contains("aborted")).count();
        long givenUp =
                events.stream().filter(event -> event.contains("given up")).count();
        assertEquals(1, aborted + givenUp, events.toString());
        assertFalse(((FakeSocket) winner).aborted);
    }

    /** A cancellation, at each moment, leaves no connection open. */
    @Test
    void aCancelledRaceLeavesNothing() {
        for (int millis = 1; millis < 700; millis += 7) {
            int at = millis;
            FakeSocket.open = 0;
            int open = inVirtualTime(() -> cancelledAt(Duration.ofMillis(at)));
            assertEquals(0, open, "cancelled at " + millis);
        }
    }

    @Async
    private Coroutine<Integer> cancelledAt(Duration at) throws IOException {
        int taken = 0;
        try {
            SocketStream winner = await(withTimeout(
                    at,
                    HappyEyeballs.connect(
                            to -> connects(to, to.toString().contains("10.0.0.1") ? 600 : 350),
                            "host",
                            80,
                            addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"))));
            assertSame(FakeSocket.class, winner.getClass());
            taken = 1;
        } catch (TimeoutException late) {
            // nothing must be left
        }
        await(sleep(Duration.ofSeconds(10)));
        return result(FakeSocket.open - taken);
    }

    @Test
    void aFailureThatIsNoneOfTheNetworkIsTold() {
        inVirtualTime(() -> checkBroken(failureOf(() -> HappyEyeballs.connect(
                to -> failed(new IllegalStateException("broken")), "host", 80, addresses("10.0.0.1", "10.0.0.2")))));
    }

    @Async
    private static Coroutine<Void> checkBroken(Coroutine<Throwable> failing) {
        Throwable failure = await(failing);
        assertTrue(failure.getSuppressed()[0].getMessage().contains("broken"), failure.toString());
        return done();
    }

    @Test
    void whatIsNoAddressDoesNotHoldTheLoop() {
        NetLoop.run(ConnectTest::noAddress);
    }

    @Async
    private static Coroutine<Void> noAddress() throws IOException {
        for (String host : List.of("999.999.999.999", "1.2.3.256")) {
            Task<?> looking = start(Net.resolve(host));
            await(yieldNow());
            assertFalse(looking.isDone(), host);
            assertInstanceOf(UnknownHostException.class, await(failureOf(looking)));
        }
        for (String host : List.of("127.0.0.1", "0.0.0.0", "255.255.255.255", "199.249.1.9")) {
            Task<?> looking = start(Net.resolve(host));
            await(yieldNow());
            assertTrue(looking.isDone(), host);
        }
        return done();
    }
}
