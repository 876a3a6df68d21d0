package dev.weft.internal.observe;

import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Uncaught;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reports callbacks and steps that block a loop, while they are running. It is one daemon thread for the JVM. The
 * thread is started when a loop runs, checks each running loop several times per threshold, and ends when no loop has
 * run for a while. A loop pays for it with a count of its steps. The same thread runs {@link JmxExporter} for the loops
 * that it watches.
 *
 * <p>The system property {@code dev.weft.watchdog.millis} is the threshold, one second by default. 0 turns the watchdog
 * off, and with it JMX and the measurement of the lag. In virtual time no loop is watched unless the property is set.
 */
final class Watchdog implements Runnable {
    static final String MILLIS = "dev.weft.watchdog.millis";

    private static final long DEFAULT_MILLIS = 1_000;
    private static final int LOOKS_PER_THRESHOLD = 4;

    /** The number of looks in a row without a running loop after which the thread ends. */
    private static final int IDLE_LOOKS = 40;

    private static final long LONGEST_PERIOD = 250_000_000;

    private static final Watchdog OF_JVM = new Watchdog();

    private final Map<LoopMetrics, StallDetector> watched = new ConcurrentHashMap<>();

    /** Owned by the watchdog's thread. */
    private final JmxExporter exporter = new JmxExporter();

    /** The watchdog's thread; null if there is none. Guarded by this. */
    private @Nullable Thread thread;

    private Watchdog() {}

    /**
     * Begins to watch a loop that has begun to run. On the loop's thread.
     *
     * @param realTime whether the loop's clock is the machine's
     * @return whether the loop is watched
     */
    static boolean watch(LoopMetrics loop, boolean realTime) {
        long nanos = TimerNode.nanosOf(MILLIS, realTime ? DEFAULT_MILLIS : 0);
        if (nanos > 0) {
            watch(loop, new StallDetector(loop, nanos));
        }
        return nanos > 0;
    }

    /** Begins to watch a loop with this detector. */
    static void watch(LoopMetrics loop, StallDetector detector) {
        OF_JVM.add(loop, detector);
    }

    /** Stops watching a loop whose run has ended. */
    static void unwatch(LoopMetrics loop) {
        OF_JVM.watched.remove(loop);
    }

    /** Returns the loops that are watched now. */
    static Set<LoopMetrics> running() {
        return Collections.unmodifiableSet(OF_JVM.watched.keySet());
    }

    /** Ends the thread soon, unless a loop runs. */
    static void release() {
        Watchdog all = OF_JVM;
        synchronized (all) {
            Thread now = all.thread;
            if (now != null) {
                now.interrupt(); // see run()
            }
        }
    }

    private void add(LoopMetrics loop, StallDetector detector) {
        watched.put(loop, detector);
        synchronized (this) {
            if (thread == null) {
                thread = start();
            }
        }
    }

    /**
     * Starts the thread. It belongs to the JVM, so it must not keep the thread group or the class loader of the code
     * that ran the first loop.
     */
    private Thread start() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread daemon = new Thread(group, this, "weft-watchdog", 0, false);
        daemon.setDaemon(true);
        daemon.setContextClassLoader(null);
        daemon.start();
        return daemon;
    }

    @Override
    public void run() {
        int idle = 0;
        while (idle < IDLE_LOOKS || !end()) {
            long period = LONGEST_PERIOD;
            long now = System.nanoTime();
            for (StallDetector detector : watched.values()) {
                period = Math.min(period, detector.threshold() / LOOKS_PER_THRESHOLD);
                look(detector, now);
            }
            lookForTools(now);
            idle = watched.isEmpty() ? idle + 1 : 0;
            LockSupport.parkNanos(this, period);
            if (Thread.interrupted()) {
                lookForTools(System.nanoTime()); // a loop that has ended is not to be left registered
                idle = IDLE_LOOKS; // an interrupt ends the thread if no loop runs
            }
        }
    }

    /** One look at one loop. The thread lives on whatever it throws: others are watched, too. */
    private static void look(StallDetector detector, long now) {
        try {
            detector.look(now);
        } catch (Throwable broken) {
            Uncaught.log("a look of the watchdog", broken);
        }
    }

    private void lookForTools(long now) {
        try {
            exporter.look(watched.keySet(), now);
            StepHooks.lookIfAnyRuns();
        } catch (Throwable broken) {
            Uncaught.log("a look of the watchdog", broken);
        }
    }

    /**
     * Ends the thread unless a loop is watched. A thread that adds a loop either finds no watchdog thread and starts
     * one, or its loop is seen here.
     */
    private synchronized boolean end() {
        if (!watched.isEmpty()) {
            return false;
        }
        thread = null;
        return true;
    }
}
