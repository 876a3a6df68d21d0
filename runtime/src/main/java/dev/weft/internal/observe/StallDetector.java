package dev.weft.internal.observe;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Uncaught;
import java.lang.System.Logger.Level;

/**
 * Finds the steps of one run of a loop that take too long, while they are still running.
 *
 * <p>Invariant: {@code stalled} is the least time, in nanoseconds, that the loop has been busy with its step number
 * {@code step}; {@code reported} is true if this step has been reported. Owned by the watchdog's thread; the values
 * that it reads of the loop may be a moment old.
 */
class StallDetector {
    /** Between two looks at most 1/PARTS of the threshold counts: the whole machine may have stood still. */
    private static final int PARTS = 2;

    private final LoopMetrics metrics;
    private final LoopEngine loop;
    private final long threshold;
    private boolean looked;
    private int step;
    private long last;
    private long stalled;
    private boolean reported;

    StallDetector(LoopMetrics metrics, long threshold) {
        this.metrics = metrics;
        this.loop = metrics.loop();
        this.threshold = threshold;
    }

    /** Returns how long a step may take before it is reported, in nanoseconds. */
    final long threshold() {
        return threshold;
    }

    /** Checks the loop. Reports a step that has taken too long, once. */
    final void look(long now) {
        long since = looked ? Math.min(now - last, threshold / PARTS) : 0;
        looked = true;
        last = now;
        metrics.steps();
        metrics.chooseTimer();
        int current = loop.step();
        Thread thread = loop.busyThread();
        if (thread == null || current != step) {
            step = current;
            stalled = 0;
            reported = false;
            return;
        }
        stalled += since;
        metrics.recordDuration(stalled);
        if (stalled >= threshold && !reported) {
            reported = true;
            Throwable blocked = Blocked.at(thread);
            StackTraceElement[] stack = blocked.getStackTrace();
            report(
                    loop.subject() + " has blocked its event loop, on thread " + thread.getName() + ", for at least "
                            + stalled / 1_000_000 + " ms" + (stack.length == 0 ? "" : "; it is at " + stack[0]),
                    blocked);
        }
    }

    /** Reports a step that blocks the loop, with the stack of the thread. */
    void report(String message, Throwable blocked) {
        Uncaught.log(Level.WARNING, message, blocked);
    }

    /** Carries the stack of the blocked thread. */
    private static final class Blocked extends Throwable {
        private static final long serialVersionUID = 1;

        private Blocked(Thread thread) {
            super("blocked here", null, false, true);
            setStackTrace(thread.getStackTrace());
        }

        static Throwable at(Thread thread) {
            return new Blocked(thread);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
