package dev.weft.ports;

import dev.weft.EventLoop;

/**
 * A loop that a test kit puts on a thread. While it is there, a call of an {@link dev.weft.Entry} method on that thread
 * runs the body on this loop, instead of on one of its own.
 *
 * <p>The call returns when the body has ended. Other tasks of the loop remain, and go on when the loop runs again. The
 * loop is not closed.
 *
 * @since 0.1
 */
public interface EntryLoop {
    /**
     * {@return the view of a loop}
     *
     * @param loop the loop
     */
    static EntryLoop of(EventLoop loop) {
        return (EntryLoop) loop;
    }

    /**
     * Puts the loop on the calling thread. A loop that is there already is hidden until this one is taken away.
     *
     * @return takes the loop away when it is closed
     */
    Placement putOnThread();

    /**
     * The time that a loop is on a thread. It ends on that thread, and those that are nested end first.
     *
     * @since 0.1
     */
    interface Placement extends AutoCloseable {
        /**
         * Takes the loop away from the thread. Does nothing if that has been done.
         *
         * @throws IllegalStateException if the loop is not the one on the calling thread
         */
        @Override
        void close();
    }
}
