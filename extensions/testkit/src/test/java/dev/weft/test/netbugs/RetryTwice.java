package dev.weft.test.netbugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;
import static dev.weft.test.netbugs.Lines.check;
import static dev.weft.test.netbugs.Lines.line;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * A bank, and a client that pays in, and tries again if it gets no answer in time. The mistake: the bank cannot know that it has
 * had the request. The correct one remembers the number of each request.
 */
final class RetryTwice {
    private static final int PORT = 8000;

    private final boolean remembers;
    private int balance;
    private final Set<String> seen = new HashSet<>();

    private RetryTwice(boolean remembers) {
        this.remembers = remembers;
    }

    @Async
    private Coroutine<Void> bank() throws IOException {
        try (Listener listener = await(Net.listen(new InetSocketAddress(PORT)))) {
            await(listener.serve(this::customer));
        }
        return done();
    }

    @Async
    private Coroutine<Void> customer(SocketStream peer) throws IOException {
        ByteReader reader = new ByteReader(peer);
        String request = await(reader.line(100));
        while (request != null) {
            String[] parts = request.split(" ", -1); // pay <number> <amount>
            if (seen.add(parts[1]) || !remembers) {
                balance += Integer.parseInt(parts[2]);
            }
            await(peer.write(line("done " + parts[1])));
            request = await(reader.line(100));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> pay(int number, int amount) throws IOException {
        try (SocketStream stream = await(Net.connect("bank", PORT))) {
            await(stream.write(line("pay " + number + " " + amount)));
            String answer = await(new ByteReader(stream).line(100));
            if (answer == null) {
                throw new IOException("the bank has hung up");
            }
            check(answer.equals("done " + number), "answer to " + number + ": " + answer);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> client() {
        for (int number = 1; number <= 2; number++) {
            boolean paid = false;
            while (!paid) {
                try {
                    await(withTimeout(ofMillis(50), pay(number, 10)));
                    paid = true;
                } catch (IOException | TimeoutException again) {
                    await(sleep(ofMillis(10)));
                }
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        SimNetwork network = sim.network();
        network.latency(ofMillis(1), ofMillis(40));
        network.host("bank").background(this::bank);
        Task<Void> client = network.host("client").start(RetryTwice::client);
        await(sleep(ofSeconds(1)));
        sim.calm();
        await(client);
        await(sleep(ofSeconds(1)));
        check(balance == 20, "paid in 20, and the balance is " + balance);
        return done();
    }

    static Coroutine<Void> faulty(Sim sim) {
        return new RetryTwice(false).scenario(sim);
    }

    static Coroutine<Void> correct(Sim sim) {
        return new RetryTwice(true).scenario(sim);
    }
}
