package dev.weft.net.internal.tls;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.ByteSource;
import dev.weft.ports.IoWait;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Receives and decrypts, and answers what the engine wants to answer. If somebody waits, a task of its own does it, which lives
 * until there is something to read.
 *
 * <pre>
 * nothing there → plain   decrypted bytes wait to be read; nothing more is decrypted until they are
 *               → ended   the other side has sent a close_notify
 *               → failed  each read throws that
 * any → dropping          the stream is being closed: what comes is dropped
 * </pre>
 *
 * Owned by the loop's thread.
 */
final class Receiver {
    private static final int DROPPED_AT_ONCE = 1 << 13;

    private final EventLoop loop;
    private final ByteSource over;
    private final Records records;
    private final Sender sender;
    private final boolean allowTruncation;

    /** Called when the task has ended: there may be something to read, or the engine may take writes again. */
    private final Runnable onReceived;

    /** Wakes the task when there is room for an answer. */
    private final IoWait room;

    private final Decrypter decrypter;
    private @Nullable IOException failure;
    private boolean dropping;
    private boolean stopped;
    private @Nullable Task<Void> task;

    Receiver(
            EventLoop loop,
            ByteSource over,
            Records records,
            Sender sender,
            boolean allowTruncation,
            Runnable onReceived) {
        this.loop = loop;
        this.over = over;
        this.records = records;
        this.sender = sender;
        this.allowTruncation = allowTruncation;
        this.onReceived = onReceived;
        room = IoWait.on(loop);
        decrypter = new Decrypter(records);
    }

    /** Returns whether a read would not wait. */
    boolean isReadable() {
        return decrypter.isReadable() || failure != null;
    }

    /** See {@link dev.weft.net.internal.duplex.Inlet#readNow}. A failure after some bytes is kept for the next read. */
    int read(ByteBuffer into) throws IOException {
        int before = into.position();
        decrypter.moveTo(into);
        if (task == null && !isReadable()) {
            try {
                decrypter.decryptTo(into);
                answerEnd();
            } catch (SSLException broken) {
                fails(broken);
            }
        }
        int n = into.position() - before;
        if (n > 0) {
            return n;
        }
        if (failure != null) {
            throw failure;
        }
        return decrypter.hasEnded() ? -1 : 0;
    }

    /** TLS 1.2 and before answer an end at once. */
    private void answerEnd() {
        if (decrypter.hasEnded()) {
            sender.end();
        }
    }

    private void fails(IOException by) {
        failure = by;
        decrypter.in().clear();
        if (by instanceof SSLException) {
            sender.end(); // an alert tells the other side why
        }
    }

    // ---- the conversation

    /** Receives until the first handshake has ended, in the caller's task. */
    @Async
    Coroutine<Void> handshake() throws IOException {
        records.beginHandshake();
        while (!records.isEstablished()) {
            await(oneStep());
            sender.checkFailure();
            if (decrypter.hasEnded()) {
                throw new SSLHandshakeException("the other side has closed the stream during the handshake");
            }
        }
        return done();
    }

    /** Does what the engine needs next. */
    @Async
    private Coroutine<Void> oneStep() throws IOException {
        switch (records.status()) {
            case NEED_TASK -> await(records.work());
            case NEED_WRAP -> {
                if (sender.hasRoomForOwn()) {
                    sender.encryptOwn();
                } else {
                    sender.start();
                    await(room.next()); // then the engine may need something else
                }
            }
            default -> {
                if (decrypter.decrypt(null)) {
                    answerEnd();
                } else {
                    await(fill());
                }
            }
        }
        return done();
    }

    /** Waits for more to decrypt. While nothing comes, no memory is held for it. */
    @Async
    private Coroutine<Void> fill() throws IOException {
        CipherBuffer in = decrypter.in();
        if (in.isEmpty()) {
            await(over.readable());
        }
        ByteBuffer more = in.room();
        boolean came;
        try {
            came = await(over.read(more));
        } finally {
            in.filled();
        }
        if (!came) {
            endsBelow();
        }
        return done();
    }

    private void endsBelow() throws IOException {
        if (!records.isEstablished()) {
            SSLHandshakeException cut =
                    new SSLHandshakeException("the other side has ended the stream below during the handshake");
            cut.initCause(new EOFException("the stream below has ended"));
            throw cut;
        }
        if (!allowTruncation) {
            records.closeInbound();
            throw new SSLException("the stream below has ended without a close_notify: what was received may be cut."
                    + " TlsOptions.allowTruncation makes an end of it");
        }
        decrypter.end();
    }

    // ---- the task

    /** Receives until there is something to read, without waiting for it. */
    void start() {
        if (task == null) {
            Task<Void> started = loop.start(receive(), "receives TLS over " + over);
            task = started;
            started.onDone(this::hasEnded);
        }
    }

    @Async
    private Coroutine<Void> receive() {
        try {
            while (!isReadable() && !dropping) {
                await(oneStep());
            }
            if (dropping) {
                await(drop());
            }
        } catch (CancelledError cancelled) {
            if (records.isBusy()) {
                fails(new SSLException("a handshake was cancelled"));
            }
            throw cancelled; // who waits starts another one
        } catch (Throwable broken) {
            fails(Failures.io(broken));
        }
        task = null;
        onReceived.run();
        return done();
    }

    @Async
    private Coroutine<Void> drop() throws IOException {
        decrypter.drop();
        ByteBuffer dropped = ByteBuffer.allocate(DROPPED_AT_ONCE);
        while (!stopped && await(over.read(dropped))) {
            dropped.clear();
        }
        return done();
    }

    private void hasEnded(Task<Void> done) {
        if (task != done) {
            return; // it has told so itself
        }
        task = null;
        onReceived.run();
        if (dropping && !stopped) {
            start();
        }
    }

    /** Something was sent: there may be room for an answer. */
    void onRoom() {
        if (room.isWaiting()) {
            room.wake();
        }
    }

    /** From now on drops what comes. The other side may be unable to read before it has written. */
    void startDropping() {
        dropping = true;
        onRoom();
        start();
    }

    /** Ends the task, and waits for that. */
    @Async
    Coroutine<Void> stop() {
        stopped = true;
        Task<Void> running = task;
        if (running != null) {
            running.cancel();
            try {
                await(running);
            } catch (CancellationException neverBegan) {
                // it has ended
            }
        }
        return done();
    }

    /** Drops what there is, since the stream below is aborted. */
    void abort() {
        dropping = true;
        stopped = true;
        decrypter.drop();
        if (task != null) {
            task.cancel();
        }
    }
}
