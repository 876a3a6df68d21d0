package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.observe.jfr.LongCallback;
import dev.weft.internal.observe.jfr.LoopLag;
import java.util.Optional;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/**
 * Whether Flight Recorder is there and in use. As long as it is not, nothing of it is loaded, and {@link #on} is all that
 * events cost. Methods may be called from any thread.
 *
 * <p>A recorder that is started while a loop runs is noticed by the watchdog's next look.
 */
public final class JfrSupport {
    private static final boolean THERE = isThere();

    /**
     * Whether a recorder was initialised; then each event says itself whether it is wanted. Without ordering: that an
     * event is recorded a moment later does not matter.
     */
    public static boolean on;

    private JfrSupport() {}

    private static boolean isThere() {
        Module own = JfrSupport.class.getModule();
        Optional<Module> recorder = ModuleLayer.boot().findModule("jdk.jfr");
        return recorder.isPresent() && own.canRead(recorder.get());
    }

    /** Takes note of a recorder, if there is one by now. */
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

    /** Returns whether a recording wants to know of long callbacks. */
    static boolean wantsCallbacks() {
        return on && OfCallbacks.TYPE.isEnabled();
    }

    /** Measures of each loop that runs how long a callback waits for its turn. */
    static void measureLag() {
        for (LoopMetrics metrics : Watchdog.running()) {
            if (metrics.beginLag()) {
                metrics.loop().post(new Lag(metrics));
            }
        }
    }

    private static final class OfCallbacks {
        static final EventType TYPE = EventType.getEventType(LongCallback.class);
    }

    /** Waits for its turn like any other callback. */
    private static final class Lag extends QueueNode {
        private final LoopMetrics metrics;
        private final long posted = System.nanoTime();

        Lag(LoopMetrics metrics) {
            this.metrics = metrics;
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
