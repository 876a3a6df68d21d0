package dev.weft.net;

import java.time.Duration;

/**
 * How to speak TLS. Immutable, so any thread may use it; each method with an argument returns a changed copy.
 *
 * @since 0.1
 */
public final class TlsOptions {
    private static final TlsOptions DEFAULTS = new TlsOptions(false, Duration.ofSeconds(60));

    private final boolean allowTruncation;
    private final Duration handshakeLimit;

    private TlsOptions(boolean allowTruncation, Duration handshakeLimit) {
        if (handshakeLimit.isNegative() || handshakeLimit.isZero()) {
            throw new IllegalArgumentException("handshakeLimit must be positive, and is " + handshakeLimit);
        }
        this.allowTruncation = allowTruncation;
        this.handshakeLimit = handshakeLimit;
    }

    /** {@return the defaults: truncation is a failure, and a handshake takes 60 s at most} */
    public static TlsOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes whether the stream below may end without a {@code close_notify}. Many HTTP servers do that. Then the end of the
     * stream below is the end of this one; whoever can cut the connection can cut the message, so what is read must say by
     * itself how long it is. Otherwise a read throws an {@link javax.net.ssl.SSLException}.
     *
     * @param on whether it may
     * @return the changed copy
     */
    public TlsOptions allowTruncation(boolean on) {
        return new TlsOptions(on, handshakeLimit);
    }

    /**
     * Changes how long the handshake takes at most, by the loop's clock.
     *
     * @param limit the limit, positive
     * @return the changed copy
     * @throws IllegalArgumentException if {@code limit} is not positive
     */
    public TlsOptions handshakeLimit(Duration limit) {
        return new TlsOptions(allowTruncation, limit);
    }

    /** {@return whether the stream below may end without a {@code close_notify}} */
    public boolean allowTruncation() {
        return allowTruncation;
    }

    /** {@return how long the handshake takes at most} */
    public Duration handshakeLimit() {
        return handshakeLimit;
    }
}
