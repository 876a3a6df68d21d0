package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kinds of streams, each as a pair that is connected. */
enum Pairs {
    TCP {
        @Override
        Coroutine<Pipes.Pair> open() throws IOException {
            return sockets(Loopback.any());
        }
    },
    UNIX {
        @Override
        @Async
        Coroutine<Pipes.Pair> open() throws IOException {
            Path folder = Files.createTempDirectory("weft");
            try {
                return result(await(sockets(UnixDomainSocketAddress.of(folder.resolve("s")))));
            } finally {
                Files.delete(folder);
            }
        }
    },
    PIPE_OF_1 {
        @Override
        @Async
        Coroutine<Pipes.Pair> open() {
            return result(Pipes.pair(1));
        }
    },
    PIPE_OF_1000 {
        @Override
        @Async
        Coroutine<Pipes.Pair> open() {
            return result(Pipes.pair(1000));
        }
    };

    abstract Coroutine<Pipes.Pair> open() throws IOException;

    /** A test of two ends. Both are closed afterwards. */
    @FunctionalInterface
    interface Body {
        Coroutine<Void> run(ByteStream one, ByteStream other) throws Exception;
    }

    /** Runs a test of two ends on a loop of its own. */
    void with(Body body) {
        NetLoop.run(() -> withPair(this, body));
    }

    @Async
    private static Coroutine<Void> withPair(Pairs kind, Body body) throws Exception {
        Pipes.Pair pair = await(kind.open());
        try (ByteStream one = pair.one();
                ByteStream other = pair.other()) {
            await(body.run(one, other));
        }
        return done();
    }

    boolean isSocket() {
        return this == TCP || this == UNIX;
    }

    @Async
    private static Coroutine<Pipes.Pair> sockets(SocketAddress at) throws IOException {
        try (Listener listener = await(Net.listen(at))) {
            Task<SocketStream> accepted = start(listener.accept());
            SocketStream one = await(Net.connect(listener.address()));
            return result(new Pipes.Pair(one, await(accepted)));
        }
    }
}
