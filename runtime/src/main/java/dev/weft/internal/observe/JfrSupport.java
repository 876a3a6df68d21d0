package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.observe.jfr.LongCallback;
import dev.weft.internal.observe.jfr.LoopLag;
import dev.weft.internal.observe.jfr.TaskEnd;
import dev.weft.internal.observe.jfr.TaskStart;
import dev.weft.internal.observe.jfr.TaskSuspend;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/** What is recorded with Flight Recorder beside the events of tasks. Call it only if it is in use. Any thread. */
final class JfrSupport {
    private static final List<Class<? extends Event>> EVENTS =
            List.of(LongCallback.class, LoopLag.class, TaskStart.class, TaskSuspend.class, TaskEnd.class);

    private static final Runnable LAG = JfrSupport::measureLag;
    private static final EventType CALLBACKS = EventType.getEventType(LongCallback.class);

    private JfrSupport() {}

    static void begin() {
        EVENTS.forEach(FlightRecorder::register); // they may have been taken away
        FlightRecorder.addPeriodicEvent(LoopLag.class, LAG);
    }

    /** Takes the events away. What is recorded stays. */
    static void leave() {
        FlightRecorder.removePeriodicEvent(LAG);
        EVENTS.forEach(FlightRecorder::unregister);
    }

    /** Returns whether a recording has long callbacks enabled. */
    static boolean wantsCallbacks() {
        return CALLBACKS.isEnabled();
    }

    /** Measures for each running loop how long a callback waits for its turn. */
    static void measureLag() {
        for (LoopMetrics metrics : Watchdog.running()) {
            if (metrics.beginLag()) {
                metrics.loop().post(Lag.of(metrics));
            }
        }
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
