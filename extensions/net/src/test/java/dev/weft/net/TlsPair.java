package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Both ends of a stream of TLS. */
record TlsPair(TlsStream client, TlsStream server) {
    static final String TLS12 = "TLSv1.2";
    static final String TLS13 = "TLSv1.3";

    /** A loop on a virtual clock, which stands still while blocking work runs. */
    static EventLoop virtualLoop() {
        VirtualTime time = new VirtualTime();
        return EventLoop.create(time, time, ready -> 0, work -> {
            Thread worker = new Thread(work);
            worker.start();
            try {
                worker.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    /** What TLS is spoken over. */
    enum Over {
        TCP,
        UNIX,
        PIPE_OF_ONE_BYTE,
        PIPE,
        TLS
    }

    /** Makes both ends of a stream that is not encrypted. */
    @Async
    static Coroutine<Pipes.Pair> below(TlsKeys keys, Over over) throws IOException {
        switch (over) {
            case TCP, UNIX -> {
                SocketAddress at = over == Over.TCP ? Loopback.any() : UnixDomainSocketAddress.of(socketFile());
                try (Listener listener = await(Net.listen(at))) {
                    Task<SocketStream> accepting = start(listener.accept());
                    SocketStream client = await(Net.connect(listener.address()));
                    return result(new Pipes.Pair(client, await(accepting)));
                }
            }
            case PIPE_OF_ONE_BYTE -> {
                return result(Pipes.pair(1));
            }
            case PIPE -> {
                return result(Pipes.pair(1 << 16));
            }
            case TLS -> {
                TlsPair outer = await(over(keys, await(below(keys, Over.PIPE)), TLS13));
                return result(new Pipes.Pair(outer.client, outer.server));
            }
        }
        throw new AssertionError(over);
    }

    private static Path socketFile() throws IOException {
        Path file = Files.createTempFile("weft", ".socket");
        Files.delete(file);
        return file;
    }

    /** Makes a handshake over both ends of a stream. */
    @Async
    static Coroutine<TlsPair> over(TlsKeys keys, Pipes.Pair below, String version) throws IOException {
        TlsOptions options = TlsOptions.defaults();
        Task<TlsStream> serving = start(Tls.wrap(below.other(), keys.engine(false, version), options));
        TlsStream client = await(Tls.wrap(below.one(), keys.engine(true, version), options));
        return result(new TlsPair(client, await(serving)));
    }

    @Async
    static Coroutine<TlsPair> over(TlsKeys keys, Over over, String version) throws IOException {
        return result(await(over(keys, await(below(keys, over)), version)));
    }

    /** Closes both ends at the same time. */
    @Async
    Coroutine<Void> close() throws IOException {
        Task<Void> closing = start(server.closeAsync());
        await(client.closeAsync());
        await(closing);
        return done();
    }
}
