package dev.weft.it.harness;

import dev.weft.CancelledError;
import java.util.concurrent.SynchronousQueue;

/**
 * The blocking twin of a stream: a thread of its own runs the body, and hands each item to the thread that asks. Who closes
 * it makes the emit throw, and waits until the body has ended.
 */
public final class StreamTwin implements AutoCloseable {
    /** The code of a stream. */
    public interface Body {
        /** Runs to the end of the stream. */
        void run() throws Exception;
    }

    private enum Signal {
        GO,
        CLOSE,
        ITEM,
        END,
        FAILED
    }

    private static final ThreadLocal<StreamTwin> RUNNING = new ThreadLocal<>();

    private final Body body;
    private final SynchronousQueue<Signal> asked = new SynchronousQueue<>();
    private final SynchronousQueue<Signal> given = new SynchronousQueue<>();
    private boolean started;
    private boolean ended;
    private int item;
    private Throwable failure;
    private CancelledError closing;

    private StreamTwin(Body body) {
        this.body = body;
    }

    /** Returns a stream that has not started. */
    public static StreamTwin of(Body body) {
        return new StreamTwin(body);
    }

    /** Goes to the next item; false at the end. */
    public boolean next() {
        if (ended) {
            return false;
        }
        if (started) {
            put(asked, Signal.GO);
        } else {
            started = true;
            var thread = new Thread(this::run, "twin of a stream");
            thread.setDaemon(true);
            thread.start();
        }
        return switch (take(given)) {
            case ITEM -> true;
            case FAILED -> throw StreamTwin.<RuntimeException>sneaky(failure);
            default -> false;
        };
    }

    /** The item that next() went to. */
    public int current() {
        return item;
    }

    private void run() {
        RUNNING.set(this);
        Throwable thrown = null;
        try {
            body.run();
        } catch (Throwable t) {
            thrown = t;
        }
        ended = true;
        failure = thrown;
        put(given, thrown == null ? Signal.END : Signal.FAILED);
    }

    /** Gives an item to whoever consumes the stream whose body runs on this thread. */
    public static void emit(int item) {
        var twin = RUNNING.get();
        if (twin.closing != null) {
            throw new IllegalStateException("emits although its stream was closed");
        }
        twin.item = item;
        put(twin.given, Signal.ITEM);
        if (take(twin.asked) == Signal.CLOSE) {
            twin.closing = new CancelledError("the stream was closed");
            throw twin.closing;
        }
    }

    /** Gives all items of another stream. */
    public static void emitAll(StreamTwin other) {
        if (RUNNING.get().closing != null) {
            throw new IllegalStateException("emits although its stream was closed");
        }
        while (other.next()) {
            try {
                emit(other.current());
            } catch (CancelledError closed) {
                other.close(); // what it throws takes the place of the error
                throw closed;
            }
        }
    }

    @Override
    public void close() {
        if (!started || ended) {
            ended = true;
            return;
        }
        put(asked, Signal.CLOSE);
        take(given);
        if (failure == null) {
            return;
        }
        if (failure != closing) {
            throw StreamTwin.<RuntimeException>sneaky(failure);
        }
        var problems = closing.getSuppressed();
        if (problems.length > 0) {
            for (int i = 1; i < problems.length; i++) {
                problems[0].addSuppressed(problems[i]);
            }
            throw StreamTwin.<RuntimeException>sneaky(problems[0]);
        }
    }

    private static void put(SynchronousQueue<Signal> queue, Signal signal) {
        try {
            queue.put(signal);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signal take(SynchronousQueue<Signal> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X sneaky(Throwable failure) throws X {
        throw (X) failure;
    }
}
