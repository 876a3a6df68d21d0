package dev.weft.benchmarks.threads;

import dev.weft.benchmarks.Values;
import java.util.concurrent.SynchronousQueue;

/** Two threads that hand a number to and fro. */
public final class PingPong {
    private final SynchronousQueue<Integer> ping = new SynchronousQueue<>();
    private final SynchronousQueue<Integer> pong = new SynchronousQueue<>();

    public int run(int rounds) throws InterruptedException {
        var other = VirtualThreads.start(() -> {
            for (int i = 0; i < rounds; i++) {
                pong.put(ping.take() + 1);
            }
            return null;
        });
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            ping.put(Values.of(i));
            sum += pong.take();
        }
        VirtualThreads.get(other);
        return sum;
    }
}
