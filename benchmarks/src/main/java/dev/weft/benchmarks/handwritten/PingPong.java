package dev.weft.benchmarks.handwritten;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** Two state machines that hand a number to and fro. */
public final class PingPong {
    private final Place ping;
    private final Place pong;
    private final int rounds;

    private PingPong(CallbackLoop loop, int rounds) {
        ping = new Place(loop);
        pong = new Place(loop);
        this.rounds = rounds;
    }

    public static int run(CallbackLoop loop, int rounds) {
        var game = new PingPong(loop, rounds);
        var asking = game.new Asking();
        loop.execute(game.new Answering());
        loop.execute(asking);
        loop.run();
        return asking.sum;
    }

    private final class Asking implements Runnable {
        private int asked;
        private int heard;
        private int sum;

        @Override
        public void run() {
            while (heard < rounds) {
                if (asked == heard) {
                    ping.put(Values.of(asked++));
                }
                if (!pong.isFull(this)) {
                    return;
                }
                sum += pong.take();
                heard++;
            }
        }
    }

    private final class Answering implements Runnable {
        private int answered;

        @Override
        public void run() {
            while (answered < rounds) {
                if (!ping.isFull(this)) {
                    return;
                }
                pong.put(ping.take() + 1);
                answered++;
            }
        }
    }
}
