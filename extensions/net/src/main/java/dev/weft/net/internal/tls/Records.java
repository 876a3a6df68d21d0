package dev.weft.net.internal.tls;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * An engine: encrypts and decrypts records, and says what it needs.
 *
 * <p>Invariant: while another thread works for the engine, it is {@code busy}, and nobody calls it: it would block the loop's
 * thread until the work is done. Owned by the loop's thread.
 */
final class Records {
    private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};

    private final SSLEngine engine;

    /** Whether another thread works for the engine. For good if its work was cancelled, which does not end it. */
    private boolean busy;

    /** Whether the first handshake has ended. */
    private boolean established;

    /** Of the last handshake. Read by any thread. */
    private volatile @Nullable SSLSession session;

    private volatile @Nullable String protocol;

    Records(SSLEngine engine) {
        this.engine = engine;
    }

    void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    boolean isBusy() {
        return busy;
    }

    /** Returns whether the first handshake has ended; finds it out. */
    boolean isEstablished() {
        if (!established && !busy && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            established = true;
            remember();
        }
        return established;
    }

    private void remember() {
        String chosen = engine.getApplicationProtocol();
        protocol = chosen == null || chosen.isEmpty() ? null : chosen;
        session = engine.getSession();
    }

    SSLSession session() {
        SSLSession known = session;
        if (known == null) {
            throw new IllegalStateException("the handshake has not ended");
        }
        return known;
    }

    @Nullable
    String protocol() {
        return protocol;
    }

    /** Returns whether one direction can end while the other goes on (RFC 8446, section 6.1). */
    boolean endsByHalves() {
        String version = session().getProtocol();
        return !version.startsWith("SSL") && !version.matches("TLSv1(\\.[12])?");
    }

    HandshakeStatus status() {
        return engine.getHandshakeStatus();
    }

    /** Returns how much room a record needs. */
    int packetSize() {
        return engine.getSession().getPacketBufferSize();
    }

    /** Returns how much room the content of a record needs at most. */
    int contentSize() {
        return engine.getSession().getApplicationBufferSize();
    }

    /** Encrypts some bytes, or what the engine itself has to say. Changes nothing if it throws. */
    SSLEngineResult wrap(ByteBuffer[] from, int first, ByteBuffer into) throws SSLException {
        try {
            return remembered(engine.wrap(from, first, from.length - first, into));
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    /** Encrypts what the engine itself has to say. */
    SSLEngineResult wrapOwn(ByteBuffer into) throws SSLException {
        return wrap(NOTHING, 0, into);
    }

    /** Decrypts a record. */
    SSLEngineResult unwrap(ByteBuffer from, ByteBuffer into) throws SSLException {
        try {
            return remembered(engine.unwrap(from, into));
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    private SSLEngineResult remembered(SSLEngineResult given) {
        if (established && given.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            remember(); // of another handshake
        }
        return given;
    }

    /** A manager of the user has failed, or the engine has a bug: the stream has failed, as by a wrong record. */
    private static SSLException failed(RuntimeException failure) {
        return new SSLException("the TLS engine has failed: " + failure, failure);
    }

    /** Nothing more will be sent but a {@code close_notify}, which the engine wants to wrap now. */
    void closeOutbound() {
        engine.closeOutbound();
    }

    /** Returns whether the engine has nothing more to say, for good. */
    boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    /** The stream below has ended too early: the session is not to be resumed (RFC 5246, section 7.2.1). */
    void closeInbound() {
        try {
            engine.closeInbound();
        } catch (SSLException expected) {
            // it says that there was no close_notify
        }
    }

    /** Does the engine's long work, on other threads. */
    @Async
    Coroutine<Void> work() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            busy = true;
            try {
                await(blocking(Executors.callable(task)));
                busy = false;
            } catch (CancelledError cancelled) {
                throw cancelled; // it may still run
            } catch (Throwable failure) {
                busy = false;
                throw failure;
            }
            task = engine.getDelegatedTask();
        }
        return done();
    }
}
