package dev.weft.net.internal.tls;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.withTimeout;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.ByteStream;
import dev.weft.net.TlsStream;
import dev.weft.net.internal.duplex.DuplexStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A stream that is encrypted, over another one. Bytes of the user move when the user's tasks run, as with any transport. */
public final class SecureStream extends DuplexStream implements TlsStream {
    /** How long sending the last record takes at most: a {@code close_notify}, or an alert. */
    private static final Duration MOST_FOR_LAST = Duration.ofSeconds(5);

    private final ByteStream over;
    private final Records records;
    private final Sender sender;
    private final Receiver receiver;

    /** Whether the engine has not taken a write, since another handshake is in the way. */
    private boolean held;

    /**
     * Creates a stream whose {@link #handshake} is still to be made.
     *
     * @param loop the loop that it belongs to
     * @param over the stream below
     * @param engine the engine
     * @param allowTruncation whether the stream below may end without a {@code close_notify}
     */
    public SecureStream(EventLoop loop, ByteStream over, SSLEngine engine, boolean allowTruncation) {
        super(loop);
        this.over = over;
        records = new Records(engine);
        sender = new Sender(loop, over, records, this::onSent);
        receiver = new Receiver(loop, over, records, sender, allowTruncation, this::onReceived);
    }

    /**
     * Makes the handshake. If that fails or is cancelled, the stream is aborted.
     *
     * @param limit how long it takes at most
     * @throws SSLException if it fails
     */
    @Async
    public Coroutine<Void> handshake(Duration limit) throws IOException {
        boolean made = false;
        try {
            await(withTimeout(limit, receiver.handshake()));
            made = true;
        } catch (TimeoutException late) {
            throw new SSLException("the TLS handshake has not ended within " + limit, late);
        } catch (SSLException refused) {
            await(sendAlert());
            throw refused;
        } catch (IOException broken) {
            IOException cause = sender.failure() == null ? broken : sender.failure();
            throw new SSLException("the stream below has failed during the TLS handshake: " + cause, cause);
        } finally {
            if (!made) {
                abort();
            }
        }
        return done();
    }

    /** Tells the other side why the handshake has failed, if it can be told. */
    @Async
    private Coroutine<Void> sendAlert() {
        sender.end();
        receiver.startDropping();
        try {
            await(withTimeout(MOST_FOR_LAST, sender.flushed()));
        } catch (IOException | TimeoutException gone) {
            // it sees that the stream is aborted
        }
        await(receiver.stop());
        return done();
    }

    private void onSent() {
        if (sender.failure() != null && !records.isEstablished()) {
            over.abort(); // the handshake waits for an answer to what was not sent
        }
        receiver.onRoom();
        writes().onWritable();
        if (writes().wantsRoom()) {
            sender.start();
        }
    }

    private void onReceived() {
        if (held) {
            held = false;
            writes().onWritable();
        }
        if (receiver.isReadable()) {
            reads().onReadable();
        } else if ((reads().isReading() || held) && !fate().isClosed()) {
            receiver.start();
        }
    }

    // ---- as the transport

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        return receiver.read(into);
    }

    @Override
    public void awaitReadable() {
        if (receiver.isReadable()) {
            reads().onReadable();
        } else {
            receiver.start();
        }
    }

    @Override
    public void writeNow(ByteBuffer[] from, int first) throws IOException {
        sender.checkFailure();
        int i = first;
        held = records.isBusy();
        while (i < from.length && !held && sender.hasRoom()) {
            if (from[i].hasRemaining()) {
                held = !sender.encrypt(from, i);
            } else {
                i++;
            }
        }
        sender.start();
        if (held) {
            receiver.start();
        }
    }

    @Override
    public void awaitWritable() {
        if (sender.failure() != null || (sender.hasRoom() && !held)) {
            writes().onWritable();
        } else {
            sender.start();
        }
    }

    @Override
    public void sendEnd() throws IOException {
        sender.checkFailure();
        records.closeOutbound();
        sender.end();
    }

    @Override
    @Async
    public Coroutine<Void> end() throws IOException {
        fate().requireHere();
        fate().check();
        if (!records.endsByHalves()) {
            throw new SSLException(session().getProtocol()
                    + " cannot end one direction, it would end both: only TLS 1.3 can. Close the stream instead");
        }
        await(super.end());
        return done();
    }

    @Override
    protected Coroutine<Void> farewell() throws IOException {
        return closeInOrder();
    }

    /** Sends a {@code close_notify}, and closes the stream below. */
    @Async
    private Coroutine<Void> closeInOrder() throws IOException {
        fate().checkFailure();
        receiver.startDropping();
        try {
            await(withTimeout(MOST_FOR_LAST, notifyClose()));
        } catch (TimeoutException late) {
            throw new IOException("the close_notify was not sent within " + MOST_FOR_LAST, late);
        } finally {
            await(receiver.stop());
        }
        await(over.closeAsync());
        return done();
    }

    @Async
    private Coroutine<Void> notifyClose() throws IOException {
        if (!records.isBusy()) { // a handshake under way is given up, and with it the order
            records.closeOutbound();
            sender.end();
        }
        await(sender.flushed());
        return done();
    }

    @Override
    protected void dispose(boolean abort) {
        if (abort) {
            over.abort();
        }
        if (fate().isHere()) {
            receiver.abort();
            sender.drop();
        }
    }

    // ---- as TLS

    @Override
    public SSLSession session() {
        return records.session();
    }

    @Override
    public @Nullable String applicationProtocol() {
        return records.protocol();
    }

    @Override
    public String toString() {
        return "TLS over " + over;
    }
}
