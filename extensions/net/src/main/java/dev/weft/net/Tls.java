package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.internal.tls.Engines;
import dev.weft.net.internal.tls.SecureStream;
import java.io.IOException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Makes streams that are encrypted by TLS, over any other stream: a socket, a pipe in memory, another stream of TLS. The stream
 * below may have been used in clear before (STARTTLS): both sides begin with the handshake at the same byte. From then on it
 * belongs to the new stream, which closes it, and nobody else uses it.
 *
 * <pre>{@code
 * var socket = await(Net.connect("example.org", 443));
 * try (var stream = await(Tls.client(socket, SSLContext.getDefault(), "example.org"))) { // it owns the socket now
 *     await(stream.write(request));
 *     return result(await(new ByteReader(stream).all(1_000_000)));
 * }
 * }</pre>
 *
 * <p>Each method ends when the handshake has ended. If that fails, or takes longer than its limit, it throws an
 * {@link javax.net.ssl.SSLException}. Then, and if it is cancelled, the stream below is aborted. The work of a handshake that
 * takes long, and the trust and key managers, run as {@link dev.weft.Weft#blocking} work, on other threads. All methods are for
 * tasks of the loop that the stream below belongs to.
 *
 * @since 0.1
 */
public final class Tls {
    private Tls() {}

    /**
     * Makes a stream as a client. The certificate of the server must be one that the context trusts, and be made for the host
     * (as HTTPS wants it, RFC 2818). The server is told the name of the host (SNI), unless that is an address.
     *
     * @param over the stream below
     * @param context has what is trusted, and the client's own keys
     * @param host the name of the server, or its address as text
     * @return the stream, which the caller closes
     * @throws IOException if the handshake fails: {@link javax.net.ssl.SSLException}
     */
    @Async
    @CheckReturnValue
    public static Coroutine<TlsStream> client(ByteStream over, SSLContext context, String host) throws IOException {
        SSLEngine engine = Engines.client(context, Objects.requireNonNull(over, "over"), host);
        return result(await(wrap(over, engine, TlsOptions.defaults())));
    }

    /**
     * Makes a stream as a server, which asks the client for no certificate.
     *
     * @param over the stream below
     * @param context has the keys
     * @return the stream, which the caller closes
     * @throws IOException if the handshake fails: {@link javax.net.ssl.SSLException}
     */
    @Async
    @CheckReturnValue
    public static Coroutine<TlsStream> server(ByteStream over, SSLContext context) throws IOException {
        return result(await(wrap(over, Engines.server(context), TlsOptions.defaults())));
    }

    /**
     * Makes a stream by an engine, which has all settings: its mode, versions, ciphers, names to be checked, certificates of
     * clients, ALPN. The engine is new; from now on nobody else uses it.
     *
     * @param over the stream below
     * @param engine the engine, in client or server mode
     * @param options further options
     * @return the stream, which the caller closes
     * @throws IOException if the handshake fails: {@link javax.net.ssl.SSLException}
     * @throws IllegalStateException if the engine has no mode
     */
    @Async
    @CheckReturnValue
    public static Coroutine<TlsStream> wrap(ByteStream over, SSLEngine engine, TlsOptions options) throws IOException {
        Objects.requireNonNull(over, "over");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(options, "options");
        SecureStream stream = new SecureStream(EventLoop.running(), over, engine, options.allowTruncation());
        await(stream.handshake(options.handshakeLimit()));
        return result(stream);
    }
}
