package dev.weft.test.internal.net;

import dev.weft.Task;

/** Who opens something. */
final class Opener {
    private Opener() {}

    /** Returns the name of the running task. */
    static String here() {
        return Task.current().name();
    }
}
