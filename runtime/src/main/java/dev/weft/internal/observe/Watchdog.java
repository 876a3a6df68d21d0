package dev.weft.internal.observe;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reports callbacks and steps that block a loop, while they do: one daemon thread for the JVM, started when a loop runs,
 * that looks at each running loop some times per threshold, and ends when none has run for a while. A loop pays for it
 * with a count of its steps. It also lets {@link JmxExporter} show the loops that it
 * watches.
 *
 * <p>The system property {@code dev.weft.watchdog.millis} is the threshold, one second by default; 0 switches it off,
 * and with it what depends on it. In virtual time nothing is watched unless the property is set.
 */
final class Watchdog implements Runnable {
    static final String MILLIS = "dev.weft.watchdog.millis";

    private static final long DEFAULT_MILLIS = 1_000;
    private static final int LOOKS_PER_THRESHOLD = 4;

    /** At most this many times in a row it looks though no loop runs; then it ends. */
    private static final int IDLE_LOOKS = 40;

    private static final long LONGEST_PERIOD = 250_000_000;

    private final Map<LoopMetrics, StallDetector> watched = new ConcurrentHashMap<>();

    /** Owned by the thread that looks. */
    private final JmxExporter exporter = new JmxExporter();

    /** The thread that looks, null if there is none. Guarded by this. */
    private @Nullable Thread thread;

    private static final class OfJvm {
        static final Watchdog INSTANCE = new Watchdog();
    }

    private Watchdog() {}

    /**
     * Begins to watch a loop that has begun to run. On the loop's thread.
     *
     * @param realTime whether the loop's time is the machine's
     * @return whether it is watched
     */
    static boolean watch(LoopMetrics loop, boolean realTime) {
        long nanos = Long.getLong(MILLIS, realTime ? DEFAULT_MILLIS : 0) * 1_000_000;
        if (nanos > 0) {
            watch(loop, new StallDetector(loop, nanos));
        }
        return nanos > 0;
    }

    /** Lets the daemon use this detector. */
    static void watch(LoopMetrics loop, StallDetector detector) {
        OfJvm.INSTANCE.add(loop, detector);
    }

    /** The run has ended. */
    static void unwatch(LoopMetrics loop) {
        OfJvm.INSTANCE.watched.remove(loop);
    }

    /** The loops that are watched now. */
    static Set<LoopMetrics> running() {
        return Collections.unmodifiableSet(OfJvm.INSTANCE.watched.keySet());
    }

    private void add(LoopMetrics loop, StallDetector detector) {
        watched.put(loop, detector);
        synchronized (this) {
            if (thread == null) {
                thread = start();
            }
        }
    }

    /** It belongs to the JVM, so neither to the thread group nor to the class loader of the code that ran a loop first. */
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
                detector.look(now);
                period = Math.min(period, detector.threshold() / LOOKS_PER_THRESHOLD);
            }
            exporter.look(watched.keySet(), now);
            JfrSupport.look();
            idle = watched.isEmpty() ? idle + 1 : 0;
            LockSupport.parkNanos(this, period);
            if (Thread.interrupted()) {
                idle = IDLE_LOOKS; // somebody wants it to end; it does, if no loop runs
            }
        }
    }

    /** Ends the thread, unless a loop is watched: who adds one either sees no thread, or is seen here. */
    private synchronized boolean end() {
        if (!watched.isEmpty()) {
            return false;
        }
        thread = null;
        return true;
    }
}
