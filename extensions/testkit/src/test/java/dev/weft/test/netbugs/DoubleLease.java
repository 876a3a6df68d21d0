package dev.weft.test.netbugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;
import static dev.weft.test.netbugs.Lines.check;
import static dev.weft.test.netbugs.Lines.line;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import dev.weft.test.Sim;
import dev.weft.test.SimHost;
import dev.weft.test.SimNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A server that lends one lease at a time, for 100 ms; who has it may write. The mistake: a server that starts again knows nothing
 * of the lease that it has lent before it crashed. The correct one lends none before that must be over.
 */
final class DoubleLease {
    private static final int PORT = 8000;
    private static final Duration TERM = ofMillis(100);

    private final boolean waitsAfterStart;
    private final Sim sim;

    /** The number of the next lease, and of the last one that was used; they survive a crash. */
    private int next = 1;

    private int used;

    private DoubleLease(Sim sim, boolean waitsAfterStart) {
        this.sim = sim;
        this.waitsAfterStart = waitsAfterStart;
    }

    /** The memory of one server. */
    private final class Server {
        private Duration lentUntil;

        Server(boolean again) {
            lentUntil = again && waitsAfterStart ? sim.elapsed().plus(TERM) : Duration.ZERO;
        }

        @Async
        Coroutine<Void> run() throws IOException {
            try (Listener listener = await(Net.listen(new InetSocketAddress(PORT)))) {
                await(listener.serve(this::lends));
            }
            return done();
        }

        @Async
        private Coroutine<Void> lends(SocketStream peer) throws IOException {
            await(new ByteReader(peer).line(100));
            boolean free = lentUntil.compareTo(sim.elapsed()) <= 0;
            if (free) {
                lentUntil = sim.elapsed().plus(TERM);
            }
            await(peer.write(line(free ? String.valueOf(next++) : "busy")));
            return done();
        }
    }

    /** Asks until it has a lease, and works while it lasts. It counts from before it has asked. */
    @Async
    private Coroutine<Void> worker() {
        while (true) {
            Duration asked = sim.elapsed();
            String answer = await(askInTime());
            if (!answer.equals("busy")) {
                int lease = Integer.parseInt(answer);
                while (sim.elapsed().compareTo(asked.plus(TERM)) < 0) {
                    check(lease >= used, "lease " + lease + " is used, and so is lease " + used);
                    used = lease;
                    await(sleep(ofMillis(20)));
                }
                return done();
            }
            await(sleep(ofMillis(15)));
        }
    }

    /** A server that has crashed may leave a question without an answer. */
    @Async
    private static Coroutine<String> askInTime() {
        try {
            return result(await(withTimeout(ofMillis(50), ask())));
        } catch (IOException | TimeoutException failure) {
            return result("busy");
        }
    }

    @Async
    private static Coroutine<String> ask() throws IOException {
        try (SocketStream stream = await(Net.connect("leases", PORT))) {
            await(stream.write(line("lease")));
            String answer = await(new ByteReader(stream).line(100));
            return result(answer == null ? "busy" : answer);
        }
    }

    @Async
    private Coroutine<Void> scenario() {
        SimNetwork network = sim.network();
        SimHost leases = network.host("leases");
        leases.background(new Server(false)::run);
        Task<Void> ann = network.host("ann").start(this::worker);
        Task<Void> bob = network.host("bob").start(this::worker);
        await(sleep(sim.choose("crash after", ofMillis(0), ofMillis(20), ofMillis(40))));
        if (sim.chance("crash")) {
            network.crash(leases);
            leases.restart();
            leases.background(new Server(true)::run);
        }
        await(sleep(ofMillis(200)));
        sim.calm();
        await(gather(ann, bob));
        return done();
    }

    static Coroutine<Void> faulty(Sim sim) {
        return new DoubleLease(sim, false).scenario();
    }

    static Coroutine<Void> correct(Sim sim) {
        return new DoubleLease(sim, true).scenario();
    }
}
