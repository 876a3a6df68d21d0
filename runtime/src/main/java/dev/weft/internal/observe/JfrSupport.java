package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.observe.jfr.LongCallback;
import dev.weft.internal.observe.jfr.LoopLag;
import java.util.Optional;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/**
 * Tells whether Flight Recorder is present and in use. While it is not, none of its classes is loaded, and events cost
 * only a check of {@link #on}. Methods may be called from any thread.
 *
 * <p>If a recorder is started while a loop runs, the watchdog's next look notices it.
 */
public final class JfrSupport {
    private static final boolean THERE = isThere();

    /**
     * Whether a recorder was initialised. Then each event type tells whether it is enabled. Without ordering: it does
     * not matter if recording begins a moment later.
     */
    public static boolean on;

    private JfrSupport() {}

    private static boolean isThere() {
        Module own = JfrSupport.class.getModule();
        Optional<Module> recorder = ModuleLayer.boot().findModule("jdk.jfr");
        return recorder.isPresent() && own.canRead(recorder.get());
    }

    /** Turns events on if a recorder was initialised. */
    static void look() {
        if (!on && THERE && FlightRecorder.isInitialized()) {
            begin();
        }
    }

    private static synchronized void begin() {
        if (!on) {
            FlightRecorder.addPeriodicEvent(LoopLag.class, JfrSupport::measureLag);
            on = true;
            StepHooks.recording();
        }
    }

    /** Returns whether a recording has long callbacks enabled. */
    static boolean wantsCallbacks() {
        return on && OfCallbacks.TYPE.isEnabled();
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
