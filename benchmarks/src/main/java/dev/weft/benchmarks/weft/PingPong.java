package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.Values;
import dev.weft.sync.AsyncQueue;

/** Two tasks that hand a number to and fro. */
public final class PingPong {
    private final AsyncQueue<Integer> ping = AsyncQueue.fifo(1);
    private final AsyncQueue<Integer> pong = AsyncQueue.fifo(1);

    @Async
    public Coroutine<Integer> run(int rounds) {
        var other = start(answer(rounds));
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            await(ping.put(Values.of(i)));
            sum += await(pong.take());
        }
        await(other);
        return result(sum);
    }

    @Async
    Coroutine<Void> answer(int rounds) {
        for (int i = 0; i < rounds; i++) {
            await(pong.put(await(ping.take()) + 1));
        }
        return done();
    }
}
