package dev.weft.net.internal.tls;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.ByteSink;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts, and sends what is encrypted by a task of its own, which lives as long as there is something to send. So nobody who
 * reads waits for the other side to read.
 *
 * <p>At most {@link #AT_ONCE} records are being sent, and as many wait behind them, with the engine's answers: about 64 KiB.
 *
 * <p>If the stream below fails, that is what the next writer gets. What is encrypted then is dropped, so that readers still get
 * what has come. Owned by the loop's thread.
 */
final class Sender {
    /** How many records go to the stream below in one write, at most. */
    private static final int AT_ONCE = 2;

    /** The longest content of a record. */
    private static final int RECORD = 1 << 14;

    private static final Duration RESTART = Duration.ofMillis(10);

    private final EventLoop loop;
    private final ByteSink over;
    private final Records records;

    /** Called when there may be room, or the stream below has failed. */
    private final Runnable onSent;

    /** Wakes who waits until all is sent. */
    private final IoWait empty;

    /** What is encrypted; to be written to. Null if there is nothing. */
    private @Nullable ByteBuffer waiting;

    /** What the stream below is given; to be read from. Null if there is nothing. */
    private @Nullable ByteBuffer sending;

    private @Nullable Task<Void> task;
    private @Nullable IOException failure;

    /** Whether the engine has a last thing to say, for which there was no room yet: {@code close_notify}, or an alert. */
    private boolean ending;

    Sender(EventLoop loop, ByteSink over, Records records, Runnable onSent) {
        this.loop = loop;
        this.over = over;
        this.records = records;
        this.onSent = onSent;
        empty = IoWait.on(loop);
    }

    /** Returns whether a record of the user may be encrypted. */
    boolean hasRoom() {
        return waiting == null || waiting.remaining() >= records.packetSize();
    }

    /** Returns whether a record of the engine's own may be encrypted: the user's writes must not hold up an answer. */
    boolean hasRoomForOwn() {
        return waiting == null || waiting.position() <= records.packetSize();
    }

    void checkFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Nullable
    IOException failure() {
        return failure;
    }

    /** Encrypts some bytes; there is room. Returns whether that went on; otherwise a handshake is in the way. */
    boolean encrypt(ByteBuffer[] from, int first) throws SSLException {
        boolean more = sending == null && remaining(from, first) > RECORD;
        SSLEngineResult given = records.wrap(from, first, room(more ? AT_ONCE : 1));
        release();
        if (given.getStatus() == Status.CLOSED) {
            throw new SSLException(
                    "the other side has ended, which ends both directions in TLS 1.2 and before: nothing can be written");
        }
        return wentOn(given);
    }

    private static long remaining(ByteBuffer[] from, int first) {
        long sum = 0;
        for (int i = first; i < from.length; i++) {
            sum += from[i].remaining();
        }
        return sum;
    }

    /** Encrypts what the engine has to say; there is room. */
    void encryptOwn() throws SSLException {
        SSLEngineResult given = records.wrapOwn(room(1));
        release();
        if (!wentOn(given)) {
            throw new SSLException("the TLS engine has nothing to say, though it wanted to: " + given);
        }
        start();
    }

    private static boolean wentOn(SSLEngineResult given) throws SSLException {
        if (given.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("the TLS engine wants more room than it has said: " + given);
        }
        return given.bytesProduced() > 0
                || given.bytesConsumed() > 0
                || given.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    private ByteBuffer room(int count) {
        ByteBuffer into = waiting;
        if (into == null) {
            into = ByteBuffer.allocate(records.packetSize() * count);
            waiting = into;
        } else if (into.remaining() < records.packetSize()) {
            into = ByteBuffer.allocate(into.position() + records.packetSize()).put(into.flip());
            waiting = into;
        }
        return into;
    }

    /** Lets go of a buffer that nothing was put into, or that nobody will get. */
    private void release() {
        if (waiting != null && (waiting.position() == 0 || failure != null)) {
            waiting = null;
        }
    }

    /** Encrypts the last thing that the engine has to say, as soon as there is room. */
    void end() {
        ending = true;
        tryToEnd();
    }

    private void tryToEnd() {
        try {
            while (ending && !records.isBusy() && hasRoomForOwn()) {
                SSLEngineResult given = records.wrapOwn(room(1));
                release();
                ending = given.getStatus() == Status.OK && wentOn(given);
            }
        } catch (SSLException broken) {
            ending = false; // it has nothing to say any more
        }
        start();
    }

    /** Sends what there is, without waiting for it. */
    void start() {
        if (task == null && failure == null && (sending != null || waiting != null)) {
            Task<Void> started = loop.start(send(), "sends TLS over " + over);
            task = started;
            started.onDone(this::hasEnded);
        }
    }

    @Async
    private Coroutine<Void> send() {
        try {
            ByteBuffer next = next();
            while (next != null) {
                await(over.write(next));
                sending = null;
                told();
                next = next();
            }
            task = null;
        } catch (CancelledError cancelled) {
            forgetSent();
            throw cancelled;
        } catch (Throwable broken) {
            fail(Failures.io(broken));
        }
        return done();
    }

    private @Nullable ByteBuffer next() {
        if (sending == null && waiting != null) {
            sending = waiting.flip();
            waiting = null;
        }
        return sending;
    }

    /** A write that was cancelled has not begun, or the stream below sends the rest of it by itself. */
    private void forgetSent() {
        if (sending != null && !sending.hasRemaining()) {
            sending = null;
        }
    }

    private void fail(IOException by) {
        failure = failure == null ? by : failure;
        sending = null;
        waiting = null;
        ending = false;
    }

    private void told() {
        if (ending) {
            tryToEnd();
        }
        onSent.run();
        if (empty.isWaiting()) {
            empty.wake();
        }
    }

    /**
     * Somebody else may have cancelled the task. Who waits starts another one at once, otherwise it is started a little later: if
     * the loop is being closed, which cancels all tasks again and again, that must come to an end.
     */
    private void hasEnded(Task<Void> ended) {
        if (task == ended) {
            task = null;
            told();
            if (failure == null) {
                loop.schedule(RESTART, this::start);
            }
        }
    }

    /** Waits until all is sent. */
    @Async
    Coroutine<Void> flushed() throws IOException {
        while (ending || sending != null || waiting != null) {
            start();
            await(empty.next());
        }
        checkFailure();
        return done();
    }

    /** Drops what there is, since the stream below is aborted. */
    void drop() {
        fail(new ClosedChannelException());
        Task<Void> running = task;
        if (running != null) {
            running.cancel();
        }
        told();
    }
}
