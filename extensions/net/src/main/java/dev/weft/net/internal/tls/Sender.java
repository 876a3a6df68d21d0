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
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts, and sends what is encrypted by a task of its own, which lives as long as there is something to send. So nobody who
 * reads waits for the other side to read.
 *
 * <p>At most two records are being sent, and as many wait behind them, with the engine's answers: about 64 KiB.
 *
 * <p>If the stream below fails, that is what the next writer gets. What is encrypted then is dropped, so that readers still get
 * what has come. Owned by the loop's thread.
 */
final class Sender {
    private static final Duration RESTART = Duration.ofMillis(10);

    private final EventLoop loop;
    private final ByteSink over;
    private final Records records;

    /** Called when there may be room, or the stream below has failed. */
    private final Runnable onSent;

    /** Wakes who waits until all is sent. */
    private final IoWait empty;

    private final Encrypter encrypter;

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
        encrypter = new Encrypter(records);
    }

    /** Returns whether a record of the user may be encrypted. */
    boolean hasRoom() {
        return encrypter.hasRoom();
    }

    /** Returns whether a record of the engine's own may be encrypted. */
    boolean hasRoomForOwn() {
        return encrypter.hasRoomForOwn();
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
        return encrypter.encrypt(from, first, sending == null);
    }

    /** Encrypts what the engine has to say, and sends it; there is room. */
    void encryptOwn() throws SSLException {
        if (!encrypter.encryptOwn()) {
            throw new SSLException("the TLS engine has nothing to say, though it wanted to");
        }
        if (failure != null) {
            encrypter.take();
        }
        start();
    }

    /** Encrypts the last thing that the engine has to say, as soon as there is room. */
    void end() {
        ending = true;
        tryToEnd();
    }

    private void tryToEnd() {
        try {
            while (ending && !records.isBusy() && encrypter.hasRoomForOwn()) {
                ending = encrypter.encryptOwn() && !records.isOutboundDone();
            }
        } catch (SSLException broken) {
            ending = false; // it has nothing to say any more
        }
        start();
    }

    private boolean isPending() {
        return sending != null || !encrypter.isEmpty();
    }

    /** Sends what there is, without waiting for it. */
    void start() {
        if (task == null && failure == null && isPending()) {
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
        if (sending == null) {
            sending = encrypter.take();
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
        encrypter.take();
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
        while (failure == null && (ending || isPending())) {
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
