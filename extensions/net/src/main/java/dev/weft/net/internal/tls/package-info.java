/**
 * TLS over any stream, by an {@link javax.net.ssl.SSLEngine}. The engine moves bytes between buffers only; the tasks that fill
 * and empty these are here. They live only while there is something to do.
 *
 * <p>Layer: above {@code internal.duplex} and the API's interfaces. {@link SecureStream} is the transport; below it are
 * {@link Receiver} and {@link Sender}, below these {@link Decrypter}, {@link Encrypter} and {@link Records}.
 */
@NullMarked
package dev.weft.net.internal.tls;

import org.jspecify.annotations.NullMarked;
