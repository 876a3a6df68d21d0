package dev.weft.internal.loop;

import org.jspecify.annotations.Nullable;

/**
 * A message that another thread posts to an event loop. It is also its own link in the inbox.
 *
 * <p>Invariant: a message is in at most one inbox at a time, and only once there.
 */
public abstract class Message {
    /** The next message in the inbox. Owned by the inbox, or by another list that the message is in instead. */
    @Nullable
    Message next;

    /** For the runtime's messages. */
    protected Message() {}

    /**
     * Links this message to the next one of a list that is no inbox.
     *
     * @param following the next one, or null
     */
    public final void link(@Nullable Message following) {
        next = following;
    }

    /** {@return the next message of a list that is no inbox, or null} */
    public final @Nullable Message linked() {
        return next;
    }

    /**
     * Receives the message. Called on the loop's thread, in the order of posting; must not call user code.
     *
     * @param loop the loop that it was posted to
     */
    protected abstract void arrive(LoopEngine loop);
}
