package dev.weft;

import dev.weft.jfr.LongCallback;
import dev.weft.jfr.LoopLag;
import java.util.Optional;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/**
 * Whether Flight Recorder is there and in use. As long as it is not, nothing of it is loaded, and {@link #on} is all that
 * events cost. Methods may be called from any thread.
 *
 * <p>A recorder that is started while a loop runs is noticed by the watchdog's next look.
 */
final class Flight {
    private static final boolean THERE = isThere();

    /**
     * Whether a recorder was initialised; then each event says itself whether it is wanted. Without ordering: that an
     * event is recorded a moment later does not matter.
     */
    static boolean on;

    private Flight() {}

    private static boolean isThere() {
        Module own = Flight.class.getModule();
        Optional<Module> recorder = ModuleLayer.boot().findModule("jdk.jfr");
        return recorder.isPresent() && own.canRead(recorder.get());
    }

    /** Looks whether there is a recorder by now. */
    static void look() {
        if (!on && THERE && FlightRecorder.isInitialized()) {
            begin();
        }
    }

    private static synchronized void begin() {
        if (!on) {
            FlightRecorder.addPeriodicEvent(LoopLag.class, Flight::measureLag);
            on = true;
            Hooks.recording();
        }
    }

    /** Whether a recording wants to know of long callbacks. */
    static boolean wantsCallbacks() {
        return on && OfCallbacks.TYPE.isEnabled();
    }

    /** Asks each loop that runs how long its queue is, in time. */
    static void measureLag() {
        for (LoopCore loop : Watchdog.running()) {
            if (loop.vitals.beginLag()) {
                loop.post(new Lag(loop));
            }
        }
    }

    private static final class OfCallbacks {
        static final EventType TYPE = EventType.getEventType(LongCallback.class);
    }

    /** Waits for its turn like any other callback. */
    private static final class Lag extends QueueNode {
        private final LoopCore loop;
        private final long posted = System.nanoTime();

        Lag(LoopCore loop) {
            this.loop = loop;
        }

        @Override
        void run() {
            loop.vitals.endLag();
            LoopLag event = new LoopLag();
            event.lag = System.nanoTime() - posted;
            event.loop = loop.id;
            event.commit();
        }
    }
}
