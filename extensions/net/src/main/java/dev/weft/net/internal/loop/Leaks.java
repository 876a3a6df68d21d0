package dev.weft.net.internal.loop;

import dev.weft.EventLoop;
import dev.weft.ports.AdapterLoop;
import org.jspecify.annotations.Nullable;

/** Tells of things that are open when their loop ends. */
public final class Leaks {
    /** Whether it is recorded where things are opened, which costs a walk through the stack for each. */
    private static final boolean TRACES = Boolean.getBoolean("dev.weft.net.traces");

    private Leaks() {}

    /** Returns where the caller opens something; null if that is not recorded. */
    public static @Nullable Throwable openedHere() {
        return TRACES ? new Throwable("it was opened here") : null;
    }

    /**
     * Reports what was not closed. On the loop's thread.
     *
     * @param loop the loop, which ends
     * @param subject what is open
     * @param opened where it was opened, or null
     */
    public static void report(EventLoop loop, Object subject, @Nullable Throwable opened) {
        IllegalStateException leak =
                new IllegalStateException(subject + " was not closed before its event loop has ended", opened);
        leak.setStackTrace(new StackTraceElement[0]);
        AdapterLoop.of(loop).report(subject, leak);
    }
}
