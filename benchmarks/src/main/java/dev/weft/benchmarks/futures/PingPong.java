package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Handover;
import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Two chains of futures that hand a number to and fro. */
public final class PingPong {
    private final Handover ping = new Handover();
    private final Handover pong = new Handover();

    public CompletableFuture<Integer> run(int rounds) {
        var other = answer(rounds);
        return ask(0, 0, rounds).thenCombine(other, (sum, nothing) -> sum);
    }

    private CompletableFuture<Integer> ask(int i, int sum, int rounds) {
        if (i == rounds) {
            return completedFuture(sum);
        }
        ping.put(Values.of(i));
        return pong.take().thenCompose(answer -> ask(i + 1, sum + answer, rounds));
    }

    private CompletableFuture<Void> answer(int rounds) {
        if (rounds == 0) {
            return completedFuture(null);
        }
        return ping.take().thenCompose(number -> {
            pong.put(number + 1);
            return answer(rounds - 1);
        });
    }
}
