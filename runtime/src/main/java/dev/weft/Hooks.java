package dev.weft;

/** One flag for all that is done around the steps of tasks only if somebody asks for it. Any thread. */
final class Hooks {
    /**
     * Whether there is a carrier of context, or a recorder. Without ordering: a loop that sees it late does so a moment
     * later.
     */
    static boolean onSteps;

    private static boolean carrying;
    private static boolean recording;

    private Hooks() {}

    static synchronized void carrying(boolean now) {
        carrying = now;
        onSteps = carrying || recording;
    }

    /** From now on for good. */
    static synchronized void recording() {
        recording = true;
        onSteps = true;
    }
}
