package dev.weft.internal.observe;

/** One flag for all that is done around the steps of tasks only if somebody asks for it. Any thread. */
public final class StepHooks {
    /**
     * Whether there is a carrier of context, or a recorder. Without ordering: a loop that sees it late does so a moment
     * later.
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

    /** Takes note of a recorder, which stays for good. */
    static synchronized void recording() {
        recording = true;
        onSteps = true;
    }
}
