package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Handover;
import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Two tasks that hand a number to and fro. */
public final class PingPong {
    private final Handover ping = new Handover();
    private final Handover pong = new Handover();

    public CompletableFuture<Integer> run(int rounds) {
        var other = answer(rounds);
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            ping.put(Values.of(i));
            sum += await(pong.take());
        }
        await(other);
        return completedFuture(sum);
    }

    private CompletableFuture<Void> answer(int rounds) {
        for (int i = 0; i < rounds; i++) {
            pong.put(await(ping.take()) + 1);
        }
        return completedFuture(null);
    }
}
