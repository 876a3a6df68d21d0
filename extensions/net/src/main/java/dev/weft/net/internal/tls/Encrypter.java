package dev.weft.net.internal.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What is encrypted and waits to be sent: at most {@link #AT_ONCE} records, and the engine's answers. Owned by the loop's thread.
 */
final class Encrypter {
    /** How many records go to the stream below in one write, at most. */
    private static final int AT_ONCE = 2;

    /** The longest content of a record. */
    private static final int RECORD = 1 << 14;

    private final Records records;

    /** To be written to. Null if there is nothing. */
    private @Nullable ByteBuffer waiting;

    Encrypter(Records records) {
        this.records = records;
    }

    boolean isEmpty() {
        return waiting == null;
    }

    /** Returns whether a record of the user may be encrypted. */
    boolean hasRoom() {
        return waiting == null || waiting.remaining() >= records.packetSize();
    }

    /** Returns whether a record of the engine's own may be encrypted: the user's writes must not hold up an answer. */
    boolean hasRoomForOwn() {
        return waiting == null || waiting.position() <= records.packetSize();
    }

    /**
     * Encrypts some bytes; there is room.
     *
     * @param many whether memory for several records may be taken
     * @return whether that went on; otherwise a handshake is in the way
     */
    boolean encrypt(ByteBuffer[] from, int first, boolean many) throws SSLException {
        int count = many && remaining(from, first) > RECORD ? AT_ONCE : 1;
        SSLEngineResult given = records.wrap(from, first, room(count));
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

    /** Encrypts what the engine has to say; there is room. Returns whether it had something to say. */
    boolean encryptOwn() throws SSLException {
        SSLEngineResult given = records.wrapOwn(room(1));
        release();
        return wentOn(given);
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
        } else if (into.remaining() < records.packetSize()) {
            into = ByteBuffer.allocate(into.position() + records.packetSize()).put(into.flip());
        }
        waiting = into;
        return into;
    }

    /** Lets go of a buffer that nothing was put into. */
    private void release() {
        if (waiting != null && waiting.position() == 0) {
            waiting = null;
        }
    }

    /** Gives what waits, to be read from. Null if there is nothing. */
    @Nullable
    ByteBuffer take() {
        ByteBuffer taken = waiting;
        waiting = null;
        return taken == null ? null : taken.flip();
    }
}
