package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.observe.jfr.LongCallback;
import dev.weft.internal.observe.jfr.LoopLag;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/** What is recorded with Flight Recorder beside the events of tasks. Call it only if it is in use. Any thread. */
final class JfrSupport {
    private JfrSupport() {}

    static void begin() {
        FlightRecorder.addPeriodicEvent(LoopLag.class, JfrSupport::measureLag);
    }

    /** Returns whether a recording has long callbacks enabled. */
    static boolean wantsCallbacks() {
        return OfCallbacks.TYPE.isEnabled();
    }

    /** Measures for each running loop how long a callback waits for its turn. */
    static void measureLag() {
        for (LoopMetrics metrics : Watchdog.running()) {
            if (metrics.beginLag()) {
                metrics.loop().post(Lag.of(metrics));
            }
        }
    }

    private static final class OfCallbacks {
        static final EventType TYPE = EventType.getEventType(LongCallback.class);
    }

    /** Measures the lag: it waits for its turn like any other callback. */
    private static final class Lag extends QueueNode {
        private final LoopMetrics metrics;
        private final long posted = System.nanoTime();

        private Lag(LoopMetrics metrics) {
            this.metrics = metrics;
        }

        static QueueNode of(LoopMetrics metrics) {
            return new Lag(metrics);
        }

        @Override
        protected void run() {
            metrics.endLag();
            LoopLag event = new LoopLag();
            event.lag = System.nanoTime() - posted;
            event.loop = metrics.loop().id();
            event.commit();
        }
    }
}
