package dev.weft;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports callbacks and steps that block a loop, while they do: one daemon thread for the JVM, started when the first
 * loop runs, that looks at each running loop some times per threshold. A loop pays for it with a count of its steps.
 *
 * <p>The system property {@code dev.weft.watchdog.millis} is the threshold, one second by default; 0 switches it off. In
 * virtual time nothing is watched unless the property is set.
 */
final class Watchdog implements Runnable {
    static final String MILLIS = "dev.weft.watchdog.millis";

    private static final long DEFAULT_MILLIS = 1_000;
    private static final int LOOKS_PER_THRESHOLD = 4;

    /** So many times it looks though no loop runs, before it sleeps until it is told that one does. */
    private static final int IDLE_LOOKS = 40;

    private static final long LONGEST_PERIOD = 250_000_000;

    private final Map<LoopCore, StallDetector> watched = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this, "weft-watchdog");
    private volatile boolean asleep;

    private static final class OfJvm {
        static final Watchdog INSTANCE = started();

        private static Watchdog started() {
            Watchdog watchdog = new Watchdog();
            watchdog.thread.setDaemon(true);
            watchdog.thread.start();
            return watchdog;
        }
    }

    private Watchdog() {}

    /**
     * Begins to watch a loop that has begun to run. On the loop's thread.
     *
     * @param virtual whether the loop's time is not the machine's
     * @return whether it is watched
     */
    static boolean watch(LoopCore loop, boolean virtual) {
        long nanos = Long.getLong(MILLIS, virtual ? 0 : DEFAULT_MILLIS) * 1_000_000;
        if (nanos > 0) {
            watch(loop, new StallDetector(loop, nanos, Watchdog::log));
        }
        return nanos > 0;
    }

    /** Lets the daemon use this detector. */
    static void watch(LoopCore loop, StallDetector detector) {
        OfJvm.INSTANCE.add(loop, detector);
    }

    /** The run has ended. */
    static void unwatch(LoopCore loop) {
        OfJvm.INSTANCE.watched.remove(loop);
    }

    private void add(LoopCore loop, StallDetector detector) {
        watched.put(loop, detector);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        int idle = 0;
        while (true) {
            long period = LONGEST_PERIOD;
            long now = System.nanoTime();
            for (StallDetector detector : watched.values()) {
                detector.look(now);
                period = Math.min(period, detector.threshold() / LOOKS_PER_THRESHOLD);
            }
            idle = watched.isEmpty() ? idle + 1 : 0;
            if (idle < IDLE_LOOKS) {
                LockSupport.parkNanos(this, period);
            } else {
                idle = 0;
                sleep();
            }
        }
    }

    /** Waits until a loop is added: who adds one either sees {@code asleep}, or is seen here. */
    private void sleep() {
        asleep = true;
        while (watched.isEmpty()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private static void log(String message, Throwable blocked) {
        System.getLogger("dev.weft").log(Level.WARNING, message, blocked);
    }
}
