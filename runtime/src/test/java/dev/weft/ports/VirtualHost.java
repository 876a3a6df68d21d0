package dev.weft.ports;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * A host in virtual time, which the test pumps: {@link #runAll}, {@link #pass}. Its thread is whichever runs its callbacks.
 * It counts what it was asked for.
 */
public final class VirtualHost implements Host, Clock {
    private static final int MANY = 100_000;

    /** Its time is zero. */
    public VirtualHost() {}

    private record Alarm(long time, int age, CompletableFuture<Void> future, Runnable turn) {}

    /** Guarded by this, like all fields. */
    private final Queue<Runnable> ready = new ArrayDeque<>();

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::time).thenComparingInt(Alarm::age));
    private long now;
    private int age;
    private boolean ended;
    private Thread thread;

    /** How often a turn was asked for. */
    public int turns;

    /** How often an alarm was set. */
    public int alarmsSet;

    @Override
    public synchronized void execute(Runnable turn) {
        if (ended) {
            throw new RejectedExecutionException("the host has ended");
        }
        turns++;
        ready.add(turn);
    }

    @Override
    public synchronized Future<?> schedule(Runnable turn, long nanos) {
        if (ended) {
            throw new RejectedExecutionException("the host has ended");
        }
        alarmsSet++;
        CompletableFuture<Void> future = new CompletableFuture<>();
        alarms.add(new Alarm(now + nanos, age++, future, turn));
        return future;
    }

    @Override
    public synchronized boolean isHere() {
        return thread == Thread.currentThread();
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public boolean isRealTime() {
        return false;
    }

    /** From now on it refuses what it is given; {@code dropsAll} also what it was given. */
    public synchronized void end(boolean dropsAll) {
        ended = true;
        if (dropsAll) {
            ready.clear();
            alarms.clear();
        }
    }

    /** Returns how many callbacks are ready. */
    public synchronized int readyCount() {
        return ready.size();
    }

    /** Returns how many alarms are set. */
    public synchronized long alarmCount() {
        return alarms.stream().filter(alarm -> !alarm.future().isDone()).count();
    }

    /** Runs something as a callback of the host, at once. */
    public void here(Runnable callback) {
        Thread before;
        synchronized (this) {
            before = thread;
            thread = Thread.currentThread();
        }
        try {
            callback.run();
        } finally {
            synchronized (this) {
                thread = before;
            }
        }
    }

    /** Runs the oldest callback. Returns false if there is none. */
    public boolean runOne() {
        Runnable next;
        synchronized (this) {
            next = ready.poll();
        }
        if (next != null) {
            here(next);
        }
        return next != null;
    }

    /** Runs what is ready, and becomes so, but lets no time pass. */
    public void runAll() {
        for (int i = 0; i < MANY; i++) {
            if (!runOne()) {
                return;
            }
        }
        throw new AssertionError("something is always ready");
    }

    /** Lets time pass, and runs what it brings. */
    public void pass(Duration time) {
        long end;
        synchronized (this) {
            end = now + time.toNanos();
        }
        runAll();
        while (fire(end)) {
            runAll();
        }
        synchronized (this) {
            now = end;
        }
    }

    private boolean fire(long end) {
        Alarm first;
        synchronized (this) {
            first = alarms.peek();
            if (first == null || first.time() > end) {
                return false;
            }
            alarms.remove();
            now = Math.max(now, first.time());
        }
        if (!first.future().isDone()) {
            here(first.turn());
            first.future().complete(null);
        }
        return true;
    }
}
