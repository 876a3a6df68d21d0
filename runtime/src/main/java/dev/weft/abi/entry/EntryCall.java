package dev.weft.abi.entry;

import dev.weft.abi.Frame;
import dev.weft.internal.task.EntryRun;

/**
 * The method that the stub of an entry method calls. For generated code; it is not meant to be called by hand.
 *
 * @since 0.1
 */
public final class EntryCall {
    private EntryCall() {}

    /**
     * Runs the body of an entry method to its end, on the calling thread.
     *
     * @param frame the frame of the body, with its parameters; what the body throws is thrown as it is
     * @throws IllegalStateException if a loop runs on this thread
     */
    public static void enter(Frame<?> frame) {
        EntryRun.of(frame);
    }
}
