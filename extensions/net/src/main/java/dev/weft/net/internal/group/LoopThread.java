package dev.weft.net.internal.group;

import dev.weft.EventLoop;
import dev.weft.net.NioNetwork;
import dev.weft.ports.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A loop of a group, and the thread that runs it until it is closed. */
public final class LoopThread implements Runnable {
    private static final System.Logger LOG = System.getLogger("dev.weft");
    private static final long NANOS_AFTER_FAILURE = 100_000_000;

    private final EventLoop loop = EventLoop.create(Clock.system(), new NioNetwork());
    private final Thread thread;

    private LoopThread(String name) {
        thread = new Thread(this, name);
    }

    /**
     * Starts a loop. When this returns, its thread runs it; otherwise another thread would close it.
     *
     * @param name the name of its thread
     */
    public static LoopThread start(String name) {
        LoopThread started = new LoopThread(name);
        CompletableFuture<Void> running = new CompletableFuture<>();
        started.loop.execute(() -> running.complete(null));
        started.thread.start();
        running.join();
        return started;
    }

    /** Returns the loop. */
    public EventLoop loop() {
        return loop;
    }

    /** What escapes from a run is a failure of the loop itself. Its tasks must not be stuck for that. */
    @Override
    public void run() {
        while (!loop.isClosed()) {
            try {
                loop.runForever();
            } catch (Throwable failure) {
                if (!loop.isClosed()) {
                    LOG.log(System.Logger.Level.ERROR, loop + " has failed, and goes on", failure);
                    LockSupport.parkNanos(NANOS_AFTER_FAILURE);
                }
            }
        }
    }

    /** Lets the loop be closed by its own thread. Any thread. */
    public void beginClosing() {
        var unused = loop.closeAsync();
    }

    /** Closes the loop, and waits for its thread. An interruption is kept for later. */
    public void close() {
        beginClosing();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Checks that the caller is not this thread.
     *
     * @throws IllegalStateException if it is
     */
    public void requireElsewhere() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException(loop + " cannot close its group: it would wait for itself");
        }
    }
}
