package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class LoopGroupTest {
    @Async
    private static Coroutine<EventLoop> where() {
        return result(EventLoop.running());
    }

    @Test
    void aTaskIsStartedOnEachLoop() throws Exception {
        try (LoopGroup group = LoopGroup.create("test", 3)) {
            Set<EventLoop> seen = new HashSet<>();
            for (Task<EventLoop> task : group.startEach(LoopGroupTest::where)) {
                seen.add(task.get());
            }
            assertEquals(new HashSet<>(group.loops()), seen);
        }
    }

    @Test
    void theLoopsAreGivenInTurn() {
        try (LoopGroup group = LoopGroup.create(2)) {
            List<EventLoop> loops = group.loops();
            assertEquals(loops.get(0), group.next());
            assertEquals(loops.get(1), group.next());
            assertEquals(loops.get(0), group.next());
        }
    }

    @Test
    void theThreadsHaveNamesAndEnd() throws Exception {
        LoopGroup group = LoopGroup.create("named", 2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (EventLoop loop : group.loops()) {
            loop.execute(() -> threads.add(Thread.currentThread()));
        }
        group.close();
        assertEquals(2, threads.size());
        for (Thread thread : threads) {
            assertTrue(thread.getName().matches("named-[01]"), thread.getName());
            assertTrue(!thread.isAlive());
        }
        group.close();
    }

    @Test
    void aLoopCannotCloseItsGroup() throws Exception {
        try (LoopGroup group = LoopGroup.create(2)) {
            Task<Void> closes = group.next().start(closing(group));
            var refused = assertThrows(java.util.concurrent.ExecutionException.class, closes::get);
            assertTrue(refused.getCause() instanceof IllegalStateException, refused.toString());
        }
    }

    @Async
    private static Coroutine<Void> closing(LoopGroup group) {
        group.close();
        return done();
    }

    @Test
    void aGroupHasALoop() {
        assertThrows(IllegalArgumentException.class, () -> LoopGroup.create(0));
    }

    /** Each handler says which loop it runs on. */
    @Async
    private static Coroutine<Void> tell(Set<EventLoop> on, SocketStream peer) throws IOException {
        on.add(EventLoop.running());
        await(EchoTest.handle(peer));
        return done();
    }

    @Async
    private static Coroutine<Void> talk(SocketAddress to) throws IOException {
        SocketStream stream = null;
        for (int tries = 0; stream == null; tries++) {
            try {
                stream = await(Net.connect(to));
            } catch (IOException notYet) {
                if (tries > 100_000) {
                    throw notYet;
                }
                await(Weft.yieldNow());
            }
        }
        try (SocketStream open = stream) {
            ByteReader reader = new ByteReader(open);
            await(open.write(ByteBuffer.wrap(new byte[1000])));
            await(reader.exactly(1000));
        }
        return done();
    }

    private static void serves(SocketAddress at, int connections) throws Exception {
        Set<EventLoop> on = ConcurrentHashMap.newKeySet();
        try (LoopGroup group = LoopGroup.create(2)) {
            Task<Void> serving = group.next().start(group.serve(at, ListenOptions.defaults(), peer -> tell(on, peer)));
            for (int i = 0; i < connections; i++) {
                Weft.run(talk(at));
            }
            serving.cancel();
            assertThrows(java.util.concurrent.CancellationException.class, serving::get);
            assertEquals(new HashSet<>(group.loops()), on);
            for (EventLoop loop : group.loops()) {
                assertEquals(Set.of(), loop.tasks());
            }
        }
    }

    @Test
    void aPortIsSharedByAllLoops() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        serves(Loopback.at(free), 60); // by chance: all on one loop in one of 2^59 runs
    }

    @Test
    void theConnectionsOfAUnixSocketAreHandedOver(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Path.of("/tmp")), "there are Unix sockets");
        Path file = folder.resolve("s");
        serves(UnixDomainSocketAddress.of(file), 10);
        assertTrue(!Files.exists(file));
    }

    @Async
    private static Coroutine<Void> counted(AtomicInteger now, AtomicInteger most, SocketStream peer)
            throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            await(EchoTest.handle(peer));
        } finally {
            now.decrementAndGet();
        }
        return done();
    }

    @Async
    private static Coroutine<Void> talkAtOnce(SocketAddress to, int connections) throws IOException {
        List<Coroutine<Void>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(talk(to));
        }
        await(Weft.gather(all));
        return done();
    }

    @Test
    void theLoopsShareTheConnectionsThatAreAllowed(@TempDir Path folder) throws Exception {
        for (int allowed : new int[] {1, 3, 4}) {
            AtomicInteger now = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            SocketAddress at = UnixDomainSocketAddress.of(folder.resolve("s"));
            try (LoopGroup group = LoopGroup.create(2)) {
                ListenOptions options = ListenOptions.defaults().maxConnections(allowed);
                group.next().start(group.serve(at, options, peer -> counted(now, most, peer)));
                Weft.run(talkAtOnce(at, 12));
            }
            assertTrue(most.get() <= allowed, most + " connections of " + allowed);
        }
    }

    @Test
    void anAddressThatIsInUseIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                LoopGroup group = LoopGroup.create(2)) {
            Task<Void> serving = group.next()
                    .start(group.serve(Loopback.at(taken.getLocalPort()), ListenOptions.defaults(), EchoTest::handle));
            var failed = assertThrows(java.util.concurrent.ExecutionException.class, serving::get);
            assertTrue(failed.getCause() instanceof BindException, failed.toString());
        }
    }

    @Test
    void closingTheGroupEndsItsServers() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        LoopGroup group = LoopGroup.create(2);
        Task<Void> serving =
                group.next().start(group.serve(Loopback.at(free), ListenOptions.defaults(), EchoTest::handle));
        Weft.run(talk(Loopback.at(free)));
        group.close();
        assertThrows(java.util.concurrent.CancellationException.class, serving::get);
        try (ServerSocket again = new ServerSocket(free)) {
            assertEquals(free, again.getLocalPort());
        }
    }

    /** The loops close one after the other; whichever the server runs on, it is cancelled, and has not failed. */
    @Test
    void closingTheGroupIsNoFailureOfItsServers() throws Exception {
        for (int round = 0; round < 30; round++) {
            int free;
            try (ServerSocket probe = new ServerSocket(0)) {
                free = probe.getLocalPort();
            }
            Set<String> reported = ConcurrentHashMap.newKeySet();
            LoopGroup group = LoopGroup.create(3);
            EventLoop loop = group.loops().get(round % 3);
            loop.onUncaught((subject, failure) -> reported.add(subject + ": " + failure));
            Task<Void> serving = loop.start(group.serve(Loopback.at(free), ListenOptions.defaults(), EchoTest::handle));
            if (round > 5) { // otherwise it is closed while it begins
                Weft.run(talk(Loopback.at(free)));
            }
            group.close();
            assertThrows(java.util.concurrent.CancellationException.class, serving::get);
            assertEquals(Set.of(), reported);
        }
    }
}
