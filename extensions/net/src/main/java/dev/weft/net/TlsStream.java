package dev.weft.net;

import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is encrypted by TLS, over another stream, which it owns. {@link Tls} makes it.
 *
 * <p>Reads, writes and cancellations are as with any {@link ByteStream}. In addition:
 *
 * <ul>
 *   <li>{@link #end} sends a {@code close_notify}; reading goes on. TLS 1.2 and before cannot end one direction: there it throws
 *       an {@link javax.net.ssl.SSLException}, and changes nothing.
 *   <li>If the other side sends a {@code close_notify}, a read gives false, and writing goes on. With TLS 1.2 and before both
 *       directions have ended then, and a write throws.
 *   <li>If the stream below ends without a {@code close_notify}, a read throws an {@link javax.net.ssl.SSLException}: what came
 *       may have been cut. {@link TlsOptions#allowTruncation} makes an end of it.
 *   <li>Closing sends what is left, then a {@code close_notify}, for which it takes at most five of its ten seconds, and closes
 *       the stream below. It does not wait for the answer. What comes meanwhile is dropped.
 *   <li>{@link #abort} aborts the stream below, without a {@code close_notify}: the other side's reads fail.
 * </ul>
 *
 * <p>New keys, tickets for resumption, and a handshake that the other side wants again (TLS 1.2) are dealt with while somebody
 * reads. A stream that is idle holds no buffers.
 *
 * @since 0.1
 */
public interface TlsStream extends ByteStream {
    /** {@return what was negotiated: the version, the cipher, the certificates of the other side} Any thread. */
    SSLSession session();

    /** {@return the protocol that was chosen by ALPN, as {@code h2}; null if there is none} Any thread. */
    @Nullable
    String applicationProtocol();
}
