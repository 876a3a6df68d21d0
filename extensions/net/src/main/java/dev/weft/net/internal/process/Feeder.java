package dev.weft.net.internal.process;

import dev.weft.net.internal.memory.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Moves what a child is to read from a queue of 64 KiB into the pipe, on a thread of its own, which begins when there is something
 * to do.
 *
 * <pre>
 * OPEN → ENDING    what is held is written, then the pipe is closed
 * OPEN, ENDING → DROPPED   the pipe is closed as soon as the thread does not write
 * </pre>
 *
 * Everything but the pipe is guarded by this object's monitor.
 */
final class Feeder implements Runnable {
    private static final int CAPACITY = 1 << 16;
    private static final int CHUNK = 1 << 14;

    private final OutputStream pipe;
    private final String name;
    private final Runnable onWritable;
    private final Channel held = new Channel(CAPACITY);
    private @Nullable IOException failure;

    /** Whether the writer is to be told when there is room. */
    private boolean wanted;

    private boolean dropped;
    private boolean started;

    /**
     * Creates a feeder that does nothing yet.
     *
     * @param pipe the pipe
     * @param name the name of its thread
     * @param onWritable is called, on the feeder's thread, when there is room that was {@linkplain #isWritable wanted}
     */
    Feeder(OutputStream pipe, String name, Runnable onWritable) {
        this.pipe = pipe;
        this.name = name;
        this.onWritable = onWritable;
    }

    // ---- for the writer

    /** Takes what there is room for. */
    synchronized void put(ByteBuffer[] from, int first) throws IOException {
        if (failure != null) {
            throw failure;
        }
        for (int i = first; i < from.length; i++) {
            held.put(from[i]);
        }
        changed();
    }

    /** Returns whether there is room, or the pipe is broken. If not, the writer is told as soon as there is. */
    synchronized boolean isWritable() {
        wanted = !held.hasRoom() && failure == null;
        return !wanted;
    }

    /** Nothing more will come. */
    synchronized void end() {
        held.end();
        ended();
    }

    /** What is held need not be written. */
    synchronized void drop() {
        dropped = true;
        ended();
    }

    private void ended() {
        if (started) {
            notifyAll();
            return;
        }
        started = true; // there is nothing to write: no thread is needed
        try {
            pipe.close();
        } catch (IOException e) {
            // the child has gone
        }
    }

    private void changed() {
        if (!started) {
            started = true;
            Thread thread = new Thread(this, name);
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    // ---- the thread

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = pipe) {
            int n = take(chunk);
            while (n >= 0) {
                out.write(chunk, 0, n);
                out.flush();
                n = take(chunk);
            }
        } catch (IOException broken) {
            fails(broken);
        } catch (InterruptedException stopped) {
            fails(new IOException("the thread that writes to the pipe was interrupted", stopped));
        }
    }

    /** Waits for bytes. Returns how many there are; −1 if the pipe is to be closed. */
    private int take(byte[] chunk) throws InterruptedException {
        int n;
        boolean tell;
        synchronized (this) {
            while (!held.isReadable() && !dropped) {
                wait();
            }
            n = dropped ? -1 : held.get(ByteBuffer.wrap(chunk));
            tell = wanted && n > 0;
            wanted &= !tell;
        }
        if (tell) {
            onWritable.run();
        }
        return n;
    }

    private void fails(IOException by) {
        synchronized (this) {
            if (failure == null) {
                failure = by;
            }
            wanted = false;
        }
        onWritable.run();
    }
}
