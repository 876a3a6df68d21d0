package dev.weft.net.internal.tls;

import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What has come: encrypted, then decrypted. At most one record is decrypted ahead of the reads. Owned by the loop's thread.
 */
final class Decrypter {
    private final Records records;
    private final CipherBuffer in = new CipherBuffer();

    /** What is decrypted and not read; to be read from. Null if there is nothing. */
    private @Nullable ByteBuffer plain;

    private boolean ended;

    Decrypter(Records records) {
        this.records = records;
    }

    /** Returns what has come and is not decrypted. */
    CipherBuffer in() {
        return in;
    }

    boolean isReadable() {
        return plain != null || ended;
    }

    /** Returns whether the other side has ended. */
    boolean hasEnded() {
        return ended;
    }

    /** The stream below has ended, and that counts as the end. */
    void end() {
        ended = true;
    }

    /** Moves what is decrypted. */
    void moveTo(ByteBuffer into) {
        ByteBuffer from = plain;
        if (from == null) {
            return;
        }
        int n = Math.min(from.remaining(), into.remaining());
        into.put(into.position(), from, from.position(), n);
        into.position(into.position() + n);
        from.position(from.position() + n);
        if (!from.hasRemaining()) {
            plain = null;
        }
    }

    /** Decrypts records that have come whole, without a copy if there is room. */
    void decryptTo(ByteBuffer into) throws SSLException {
        while (into.hasRemaining() && !isReadable() && mayDecrypt() && decrypt(into)) {
            moveTo(into);
        }
    }

    private boolean mayDecrypt() {
        if (in.isEmpty() || records.isBusy()) {
            return false;
        }
        HandshakeStatus status = records.status();
        return status != HandshakeStatus.NEED_TASK && status != HandshakeStatus.NEED_WRAP;
    }

    /**
     * Decrypts one record, if it has come whole.
     *
     * @param into where its content goes if it has room; otherwise it is kept
     * @return whether it has
     */
    boolean decrypt(@Nullable ByteBuffer into) throws SSLException {
        int length = in.recordLength();
        if (length < 0) {
            return false;
        }
        boolean direct = into != null && into.remaining() >= length;
        ByteBuffer target = direct ? Objects.requireNonNull(into) : ByteBuffer.allocate(length);
        SSLEngineResult given = records.unwrap(in.bytes(), target);
        if (given.getStatus() == Status.BUFFER_OVERFLOW) {
            direct = false;
            target = ByteBuffer.allocate(records.contentSize());
            given = records.unwrap(in.bytes(), target);
        }
        in.release();
        if (!direct && target.position() > 0) {
            plain = target.flip();
        }
        if (given.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("the TLS engine wants more room than it has said: " + given);
        }
        ended = given.getStatus() == Status.CLOSED;
        return given.getStatus() != Status.BUFFER_UNDERFLOW;
    }

    /** Drops everything. */
    void drop() {
        in.clear();
        plain = null;
    }
}
