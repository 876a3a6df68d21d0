package dev.weft.internal.observe;

/** One flag for all optional work around the steps of tasks. Any thread. */
public final class StepHooks {
    /**
     * Whether there is a context carrier or a recorder. Without ordering: a loop that sees the flag late begins a
     * moment later.
     */
    public static boolean onSteps;

    private static boolean carrying;
    private static boolean recording;

    private StepHooks() {}

    /** Sets whether a context carrier is installed. */
    public static synchronized void carrying(boolean now) {
        carrying = now;
        onSteps = carrying || recording;
    }

    /** Sets whether events are recorded. */
    static synchronized void recording(boolean now) {
        recording = now;
        onSteps = carrying || recording;
    }
}
