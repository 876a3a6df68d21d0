package dev.weft.net.internal.nio;

import dev.weft.net.internal.loop.Leaks;
import dev.weft.ports.AdapterLoop;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a loop, and what it waits for. Registered at the first wait.
 *
 * <p>If the loop's own thread polls, an event is passed on where it is found. If a shared thread does, the event is no longer
 * wanted from then on, and is handed over to the loop; who waits for the next one wants it anew.
 */
final class ChannelKey {
    /** What has a channel. All methods are called on the loop's thread. */
    interface Owner {
        /** The channel is ready for these operations of {@link SelectionKey}. */
        void ready(int ops);

        /** The loop has ended: closes the channel at once. */
        void abort();
    }

    private final LoopChannels home;
    private final SelectableChannel channel;
    private final Owner owner;
    private final @Nullable Throwable opened;
    private @Nullable SelectionKey key;

    /** The neighbours in the list of open channels; owned by that. */
    @Nullable
    ChannelKey previous;

    @Nullable
    ChannelKey next;

    ChannelKey(LoopChannels home, SelectableChannel channel, Owner owner) {
        this.home = home;
        this.channel = channel;
        this.owner = owner;
        opened = Leaks.openedHere();
        home.add(this);
    }

    LoopChannels home() {
        return home;
    }

    /** Wants to be told when the channel is ready for an operation. On the loop's thread. */
    void want(int op) throws IOException {
        home.waits();
        SelectionKey registered = key;
        if (registered == null) {
            key = home.selection().register(channel, op, this);
            return;
        }
        try {
            if ((registered.interestOps() & op) == 0) {
                registered.interestOpsOr(op);
                home.selection().changed();
            }
        } catch (CancelledKeyException closed) {
            throw new ClosedChannelException();
        }
    }

    /** Does not want to be told of an operation any more. */
    void doNotWant(int op) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            try {
                registered.interestOpsAnd(~op);
            } catch (CancelledKeyException closed) {
                // there will be no event
            }
        }
    }

    /** The channel is ready. On the thread that polls. */
    void selected(SelectionKey of) {
        int ops;
        try {
            ops = of.readyOps();
        } catch (CancelledKeyException closed) {
            return; // who has closed it has told those who wait
        }
        if (home.isPolledBySelf()) {
            owner.ready(ops);
            return;
        }
        try {
            of.interestOpsAnd(~ops);
            home.loop().execute(() -> owner.ready(ops));
        } catch (CancelledKeyException | RejectedExecutionException closed) {
            closeChannel();
        }
    }

    /** Closes the channel. Any thread; the list of open ones learns of it when the loop's thread does it, too. */
    void close() {
        closeChannel();
        if (AdapterLoop.of(home.loop()).isHere()) {
            home.remove(this);
        }
    }

    void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            // the descriptor is gone in any case
        }
        if (key != null) {
            home.selection().changed(); // the system lets go of it at the next look
        }
    }

    /** The loop ends, and nobody has closed the channel. */
    void leaked() {
        home.remove(this);
        try {
            owner.abort();
        } finally {
            Leaks.report(home.loop(), owner, opened);
        }
    }
}
