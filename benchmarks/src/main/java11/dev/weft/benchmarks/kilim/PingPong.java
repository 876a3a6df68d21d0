package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import kilim.Mailbox;
import kilim.Pausable;
import kilim.Task;

/** Two tasks that hand a number to and fro. */
public final class PingPong {
    private final Mailbox<Integer> ping = new Mailbox<>(1, 1);
    private final Mailbox<Integer> pong = new Mailbox<>(1, 1);

    public int run(CallbackLoop loop, int rounds) {
        return OnLoop.run(loop, new Asking(rounds));
    }

    private final class Asking extends Task<Integer> {
        private final int rounds;

        Asking(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public void execute() throws Pausable {
            Answering other = new Answering(rounds);
            other.setScheduler(getScheduler()).start();
            int sum = 0;
            for (int i = 0; i < rounds; i++) {
                ping.put(Values.of(i));
                sum += pong.get();
            }
            other.join();
            exit(sum);
        }
    }

    private final class Answering extends Task<Void> {
        private final int rounds;

        Answering(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public void execute() throws Pausable {
            for (int i = 0; i < rounds; i++) {
                pong.put(ping.get() + 1);
            }
        }
    }
}
