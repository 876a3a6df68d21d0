package dev.weft.fault;

import java.util.List;

/**
 * Runs two pieces of work on two threads, one at a time, and switches from one to the other at chosen accesses: the first
 * one runs up to its {@code a}-th access, then the second one up to its {@code b}-th, then the first one to its end, then
 * the second one.
 */
final class Switches {
    private final int[] at;
    private final int[] passed = new int[2];
    private final boolean[] ended = new boolean[2];
    private final Thread[] threads = new Thread[2];
    private int turn;

    private Switches(int a, int b) {
        at = new int[] {a, b};
    }

    /** Runs both, and returns how many accesses each has passed. */
    static int[] run(Runnable first, Runnable second, int a, int b) throws InterruptedException {
        Switches run = new Switches(a, b);
        int number = 0;
        for (Runnable work : List.of(first, second)) {
            int own = number++;
            run.threads[own] = new Thread(
                    () -> {
                        run.await(own);
                        try {
                            work.run();
                        } finally {
                            run.end(own);
                        }
                    },
                    "switched-" + own);
        }
        Faults.switchBy(run::pass);
        try {
            for (Thread thread : run.threads) {
                thread.start();
            }
            for (Thread thread : run.threads) {
                thread.join(10_000);
                if (thread.isAlive()) {
                    throw new AssertionError("a thread hangs, switched at " + a + " and " + b);
                }
            }
        } finally {
            Faults.switchBy(null);
        }
        return run.passed;
    }

    private void pass() {
        int own = Thread.currentThread() == threads[0] ? 0 : Thread.currentThread() == threads[1] ? 1 : -1;
        if (own >= 0 && passed[own]++ == at[own]) {
            synchronized (this) {
                if (!ended[1 - own]) {
                    turn = 1 - own;
                    notifyAll();
                    await(own);
                }
            }
        }
    }

    private synchronized void await(int own) {
        while (turn != own) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private synchronized void end(int own) {
        ended[own] = true;
        turn = 1 - own;
        notifyAll();
    }
}
