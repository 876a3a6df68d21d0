package dev.weft.internal.observe;

import dev.weft.internal.loop.QueueNode;
import dev.weft.internal.observe.jfr.LongCallback;
import dev.weft.internal.observe.jfr.LoopLag;
import dev.weft.internal.observe.jfr.TaskEnd;
import dev.weft.internal.observe.jfr.TaskStart;
import dev.weft.internal.observe.jfr.TaskSuspend;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Event;
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

    /** Turns events on if a recorder was initialised. A loop is about to run. */
    static void look() {
        if (isWanted()) {
            begin();
        }
    }

    /** Does as {@link #look} if a loop runs. Otherwise the events may just have been taken away. */
    static void lookIfAnyRuns() {
        if (isWanted()) {
            synchronized (JfrSupport.class) {
                if (!Watchdog.running().isEmpty()) {
                    begin();
                }
            }
        }
    }

    private static boolean isWanted() {
        return !on && THERE && FlightRecorder.isInitialized();
    }

    private static synchronized void begin() {
        if (!on) {
            Events.ALL.forEach(FlightRecorder::register); // they may have been taken away
            FlightRecorder.addPeriodicEvent(LoopLag.class, Events.LAG);
            on = true;
            StepHooks.recording(true);
        }
    }

    /**
     * Takes the events away from the recorder, which keeps their classes and so the class loader. What is recorded stays.
     * They come back as soon as a loop runs.
     */
    static synchronized void leave() {
        if (on) {
            on = false;
            StepHooks.recording(false);
            FlightRecorder.removePeriodicEvent(Events.LAG);
            Events.ALL.forEach(FlightRecorder::unregister);
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
                metrics.loop().post(new Lag(metrics));
            }
        }
    }

    private static final class Events {
        static final List<Class<? extends Event>> ALL =
                List.of(LongCallback.class, LoopLag.class, TaskStart.class, TaskSuspend.class, TaskEnd.class);
        static final Runnable LAG = JfrSupport::measureLag;
    }

    private static final class OfCallbacks {
        static final EventType TYPE = EventType.getEventType(LongCallback.class);
    }

    /** Measures the lag: it waits for its turn like any other callback. */
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
