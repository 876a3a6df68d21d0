package dev.weft.net.internal.process;

import dev.weft.net.internal.memory.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves what a child writes from the pipe into a queue of 64 KiB, on a thread of its own. If the queue is full, the thread waits,
 * then the pipe fills up, then the child waits.
 *
 * <pre>
 * PUMPING → DROPPING   nobody reads any more, but the child is to have a pipe while it ends
 * PUMPING, DROPPING → CLOSING   the pipe is closed as soon as the thread does not read
 * all → ENDED   the pipe has ended or failed, or is closed
 * </pre>
 *
 * A thread that waits for a pipe cannot be woken: it learns of a change when the next bytes come, or the end. So nobody waits for
 * the thread. Everything but the pipe is guarded by this object's monitor.
 */
final class Pump implements Runnable {
    private static final int CAPACITY = 1 << 16;
    private static final int CHUNK = 1 << 14;

    /** For how long nothing comes from a pipe that has nothing to give, in seconds of the machine's clock. */
    private static final long QUIET_SECONDS = 1;

    private static final Executor LATER = CompletableFuture.delayedExecutor(QUIET_SECONDS, TimeUnit.SECONDS);

    private final InputStream pipe;
    private final Runnable onReadable;
    private final Channel held = new Channel(CAPACITY);
    private @Nullable IOException failure;

    /** Whether the reader is to be told when there is something. */
    private boolean wanted;

    private boolean dropping;
    private boolean closing;
    private boolean ended;

    /** How many reads of the pipe have begun. */
    private long reads;

    private boolean reading;

    /**
     * Creates a pump that does nothing yet.
     *
     * @param pipe the pipe
     * @param onReadable is called, on the pump's thread, when there is something that was {@linkplain #isReadable wanted}
     */
    Pump(InputStream pipe, Runnable onReadable) {
        this.pipe = pipe;
        this.onReadable = onReadable;
    }

    void start(String name) {
        Thread thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
    }

    // ---- for the reader

    /** Gives what is held. Returns how many bytes that is; −1 at the end. */
    synchronized int take(ByteBuffer into) throws IOException {
        int n = held.get(into);
        if (n < 0 && failure != null) {
            throw failure;
        }
        notifyAll();
        return n;
    }

    /** Returns whether there is something, or the end. If not, the reader is told as soon as there is. */
    synchronized boolean isReadable() {
        wanted = !held.isReadable();
        return !wanted;
    }

    /** Nobody reads any more; what comes is dropped. */
    synchronized void drop() {
        dropping = true;
        notifyAll();
    }

    /** Nobody reads any more, and the child need not write. */
    synchronized void close() {
        dropping = true;
        closing = true;
        notifyAll();
    }

    /**
     * The child has ended, so the pipe has all that it has written. If somebody else keeps the pipe open, the end is given when
     * nothing has come for a while. There is no way to ask the pipe whether it is empty while a thread waits for it.
     */
    synchronized void endWhenQuiet() {
        if (!ended) {
            long seen = reads;
            LATER.execute(() -> endIfQuietSince(seen));
        }
    }

    private void endIfQuietSince(long seen) {
        synchronized (this) {
            if (ended || !reading || reads != seen) {
                endWhenQuiet();
                return;
            }
            dropping = true;
        }
        ends(null);
    }

    // ---- the thread

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = pipe) {
            int n = read(in, chunk);
            while (n >= 0 && deliver(ByteBuffer.wrap(chunk, 0, n))) {
                n = read(in, chunk);
            }
            ends(null);
        } catch (IOException broken) {
            ends(broken);
        } catch (InterruptedException stopped) {
            ends(new IOException("the thread that reads the pipe was interrupted", stopped));
        }
    }

    private int read(InputStream in, byte[] chunk) throws IOException {
        synchronized (this) {
            if (closing) {
                return -1;
            }
            reads++;
            reading = true;
        }
        try {
            return in.read(chunk);
        } finally {
            synchronized (this) {
                reading = false;
            }
        }
    }

    /** Puts bytes into the queue, as soon as there is room. Returns whether the child may go on. */
    private boolean deliver(ByteBuffer come) throws InterruptedException {
        while (come.hasRemaining()) {
            boolean tell;
            synchronized (this) {
                while (!held.hasRoom() && !dropping) {
                    wait();
                }
                if (dropping) {
                    return !closing;
                }
                held.put(come);
                tell = wanted;
                wanted = false;
            }
            if (tell) {
                onReadable.run();
            }
        }
        return true;
    }

    private void ends(@Nullable IOException by) {
        boolean tell;
        synchronized (this) {
            ended = true;
            if (!held.isEnded()) {
                failure = by;
                held.end();
            }
            tell = wanted;
            wanted = false;
        }
        if (tell) {
            onReadable.run();
        }
    }
}
