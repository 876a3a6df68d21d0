package dev.weft.internal.loop;

import org.jspecify.annotations.Nullable;

/**
 * Tells a test kit which streams have begun, and which of them have ended. Without one this costs a look at a field for each
 * stream, and nothing for an item. Any thread.
 */
public final class OpenStreams {
    /** Null if nobody wants to know. Without ordering: another thread may see a change a little later. */
    private static @Nullable Watcher watcher;

    private OpenStreams() {}

    /** Who wants to know. Called on the thread that runs the stream. */
    public interface Watcher {
        /** A stream begins, since the running code has asked it for an item. */
        void begins(Object stream);

        /** A stream has ended, has failed or is closed; it may not have begun. */
        void ended(Object stream);
    }

    /** Sets who is told from now on; null for nobody. */
    public static void watch(@Nullable Watcher by) {
        watcher = by;
    }

    /** Takes note that a stream begins. */
    public static void begins(Object stream) {
        Watcher told = watcher;
        if (told != null) {
            told.begins(stream);
        }
    }

    /** Takes note that a stream has ended. */
    public static void ended(Object stream) {
        Watcher told = watcher;
        if (told != null) {
            told.ended(stream);
        }
    }
}
