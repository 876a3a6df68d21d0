package dev.weft.internal.task;

import dev.weft.Coroutine;
import dev.weft.internal.trace.Traces;

/** One call of an entry method: runs its body on the loop that was put on the thread, or as a program of its own. */
public final class EntryRun {
    private EntryRun() {}

    /**
     * Runs the body to its end.
     *
     * @param body the body; what it throws is thrown as it is
     * @throws IllegalStateException if a loop runs on this thread
     */
    public static void of(Coroutine<?> body) {
        ThreadState thread = ThreadState.get();
        if (EventLoopImpl.runningOn(thread) != null) {
            throw Traces.withoutInternals(new IllegalStateException(
                    "a call of an @Entry method would block the event loop that is running on this thread; await"
                            + " instead: let an @Async method have the body, and await that method"));
        }
        EntryPlacement placement = thread.placement;
        if (placement == null) {
            Runner.run(body);
        } else {
            placement.loop().runUntilComplete(body);
        }
    }
}
