package dev.weft.benchmarks.offbynull;

import com.offbynull.coroutines.user.Continuation;
import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;

/** Two coroutines that hand a number to and fro. */
public final class PingPong {
    private final Place ping = new Place();
    private final Place pong = new Place();

    public int run(CallbackLoop loop, int rounds) {
        return new Asking(loop, rounds).runAll();
    }

    private final class Asking extends Fibre {
        private final int rounds;

        Asking(CallbackLoop loop, int rounds) {
            super(loop);
            this.rounds = rounds;
        }

        @Override
        int body(Continuation c) {
            Answering other = new Answering(loop(), rounds);
            other.start();
            int sum = 0;
            for (int i = 0; i < rounds; i++) {
                ping.put(c, this, Values.of(i));
                sum += pong.take(c, this);
            }
            other.join(c, this);
            return sum;
        }
    }

    private final class Answering extends Fibre {
        private final int rounds;

        Answering(CallbackLoop loop, int rounds) {
            super(loop);
            this.rounds = rounds;
        }

        @Override
        int body(Continuation c) {
            for (int i = 0; i < rounds; i++) {
                pong.put(c, this, ping.take(c, this) + 1);
            }
            return rounds;
        }
    }
}
