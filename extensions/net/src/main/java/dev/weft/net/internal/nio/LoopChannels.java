package dev.weft.net.internal.nio;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.net.internal.loop.LoopCalls;
import dev.weft.ports.AdapterLoop;
import dev.weft.ports.IoWait;
import org.jspecify.annotations.Nullable;

/**
 * The open channels of one loop. Those that are open when the loop ends are reported and aborted. Owned by the loop's thread.
 */
public final class LoopChannels {
    private final Selection selection;
    private final EventLoop loop;

    /** The thread that has waited last. If the same thread polls, events need not be handed over. */
    private @Nullable Thread thread;

    /** The channel that was opened last; the others follow. */
    private @Nullable ChannelKey newest;

    LoopChannels(Selection selection, EventLoop loop) {
        this.selection = selection;
        this.loop = loop;
        AdapterLoop.of(loop).atEnd(this::end);
    }

    Selection selection() {
        return selection;
    }

    EventLoop loop() {
        return loop;
    }

    /** Returns whether the caller, which polls, is the loop's thread. */
    boolean isPolledBySelf() {
        return thread == Thread.currentThread();
    }

    /** A task waits, on the caller's thread. */
    void waits() {
        Thread current = Thread.currentThread();
        if (thread != current) {
            thread = current;
        }
    }

    /** Waits until the system has let go of the channels that are closed by now, and their addresses are free. */
    @Async
    Coroutine<Void> released() {
        IoWait gone = IoWait.on(loop);
        selection.afterNextLook(() -> LoopCalls.run(loop, gone::wake));
        Weft.await(gone.next());
        return Weft.done();
    }

    void add(ChannelKey key) {
        ChannelKey next = newest;
        key.next = next;
        if (next != null) {
            next.previous = key;
        }
        newest = key;
    }

    void remove(ChannelKey key) {
        ChannelKey before = key.previous;
        ChannelKey after = key.next;
        if (before == null && newest != key) {
            return; // it was removed before
        }
        if (before == null) {
            newest = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        key.previous = null;
        key.next = null;
    }

    private void end() {
        selection.forget(loop);
        while (newest != null) {
            newest.leaked();
        }
    }
}
