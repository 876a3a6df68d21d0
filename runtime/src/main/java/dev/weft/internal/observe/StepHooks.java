package dev.weft.internal.observe;

import java.util.Optional;
import jdk.jfr.FlightRecorder;

/**
 * Tells whether there is optional work around the steps of tasks, and looks whether Flight Recorder is in use. While it is not,
 * this costs a check of a flag, and none of the classes of events is loaded. Any thread.
 *
 * <p>If a recorder is started while a loop runs, the watchdog's next look notices it.
 */
public final class StepHooks {
    private static final boolean THERE = isThere("jdk.jfr");

    /**
     * Whether there is a context carrier or a recorder. Without ordering: a loop that sees the flag late begins a
     * moment later.
     */
    public static boolean onSteps;

    /**
     * Whether a recorder was initialised. Then each event type tells whether it is enabled. Without ordering: it does
     * not matter if recording begins a moment later.
     */
    public static boolean recording;

    private static boolean carrying;

    private StepHooks() {}

    /** Returns whether this module of the JDK, which may be missing, is present and can be read. */
    static boolean isThere(String name) {
        Module own = StepHooks.class.getModule();
        Optional<Module> module = ModuleLayer.boot().findModule(name);
        return module.isPresent() && own.canRead(module.get());
    }

    /** Sets whether a context carrier is installed. */
    public static synchronized void carrying(boolean now) {
        carrying = now;
        onSteps = carrying || recording;
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
            synchronized (StepHooks.class) {
                if (!Watchdog.running().isEmpty()) {
                    begin();
                }
            }
        }
    }

    private static boolean isWanted() {
        return !recording && THERE && FlightRecorder.isInitialized();
    }

    private static synchronized void begin() {
        if (!recording) {
            JfrSupport.begin();
            recording = true;
            onSteps = true;
        }
    }

    /**
     * Takes the events away from the recorder, which keeps their classes and so the class loader. They come back as soon as a
     * loop runs.
     */
    static synchronized void leave() {
        if (recording) {
            recording = false;
            onSteps = carrying;
            JfrSupport.leave();
        }
    }
}
