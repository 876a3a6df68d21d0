package dev.weft.net.internal.loop;

import dev.weft.EventLoop;
import dev.weft.ports.AdapterLoop;
import java.util.concurrent.RejectedExecutionException;

/** Runs code on the thread of a loop. */
public final class LoopCalls {
    private LoopCalls() {}

    /** Runs this at once if the caller is on the loop's thread, otherwise soon; not at all if the loop is closed. Any thread. */
    public static void run(EventLoop loop, Runnable action) {
        if (AdapterLoop.of(loop).isHere()) {
            action.run();
            return;
        }
        try {
            loop.execute(action);
        } catch (RejectedExecutionException closed) {
            // nobody waits on it any more
        }
    }
}
