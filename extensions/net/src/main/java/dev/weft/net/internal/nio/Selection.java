package dev.weft.net.internal.nio;

import dev.weft.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A selector, and one thread at a time that polls it. Methods without a word about threads may be called by any. */
public final class Selection {
    private static final long NANOS_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final Consumer<SelectionKey> onSelected = this::selected;
    private final Map<EventLoop, LoopChannels> homes = new ConcurrentHashMap<>();

    /** What runs when the next look at the system is over, which lets go of closed channels. */
    private final Queue<Runnable> afterLook = new ConcurrentLinkedQueue<>();

    /** The thread that polls or has polled. Written by that thread; another one sees only that it is not itself. */
    private @Nullable Thread poller;

    /** What a loop runs after each event, during a poll. Owned by the thread that polls. */
    private @Nullable Runnable drain;

    /** Opens a selector. */
    public Selection() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector can be opened", e);
        }
    }

    /** Returns what belongs to a loop here. On the loop's thread. */
    public LoopChannels of(EventLoop loop) {
        LoopChannels known = homes.get(loop);
        if (known == null) {
            known = new LoopChannels(this, loop);
            homes.put(loop, known);
        }
        return known;
    }

    void forget(EventLoop loop) {
        homes.remove(loop);
    }

    /** See {@link dev.weft.ports.Poller#poll(long, Runnable)}. */
    public void poll(long nanos, @Nullable Runnable run) {
        List<Runnable> over = startLook();
        Thread thread = Thread.currentThread();
        if (poller != thread) {
            poller = thread;
        }
        boolean interrupted = Thread.interrupted(); // an interrupted thread does not wait; it would spin
        drain = run;
        try {
            if (nanos <= 0 || !over.isEmpty()) {
                selector.selectNow(onSelected);
            } else {
                selector.select(onSelected, millis(nanos));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            drain = null;
            if (interrupted) {
                thread.interrupt();
            }
            over.forEach(Runnable::run);
        }
    }

    /** Returns what runs after this look. What comes during it is for the next one: it may be about a channel that is closed then. */
    private List<Runnable> startLook() {
        if (afterLook.isEmpty()) {
            return List.of();
        }
        List<Runnable> over = new ArrayList<>();
        Runnable next = afterLook.poll();
        while (next != null) {
            over.add(next);
            next = afterLook.poll();
        }
        return over;
    }

    /** Rounds up: an early return would make the loop poll again and again. 0 means without a limit. */
    private static long millis(long nanos) {
        return nanos == Long.MAX_VALUE ? 0 : nanos / NANOS_A_MILLI + (nanos % NANOS_A_MILLI == 0 ? 0 : 1);
    }

    private void selected(SelectionKey key) {
        ((ChannelKey) key.attachment()).selected(key);
        Runnable run = drain;
        if (run != null) {
            run.run();
        }
    }

    /** Runs this, on the thread that polls, when channels that are closed by now are let go of by the system. Soon. */
    void afterNextLook(Runnable action) {
        afterLook.add(action);
        wakeUp();
    }

    /** Ends the wait, or the next one. */
    public void wakeUp() {
        selector.wakeup();
    }

    /** The keys have changed: a thread that waits for them must look again. */
    void changed() {
        if (poller != Thread.currentThread()) {
            selector.wakeup();
        }
    }

    SelectionKey register(SelectableChannel channel, int ops, ChannelKey attached) throws IOException {
        try {
            SelectionKey key = channel.register(selector, ops, attached);
            changed();
            return key;
        } catch (ClosedSelectorException closed) {
            throw new IOException("the network is closed", closed);
        }
    }

    /** Closes the selector; channels that are still registered are aborted. The thread that polls, at the end. */
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                ((ChannelKey) key.attachment()).closeChannel();
            }
            selector.selectNow();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            startLook().forEach(Runnable::run);
        }
    }
}
