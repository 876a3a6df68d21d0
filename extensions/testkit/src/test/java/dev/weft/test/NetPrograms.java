package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Programs for simulated hosts. */
final class NetPrograms {
    static final int PORT = 7000;

    private NetPrograms() {}

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @FunctionalInterface
    interface Call<T> {
        Coroutine<? extends T> make() throws Exception;
    }

    /** Returns what a call throws. */
    @Async
    static Coroutine<Throwable> failureOf(Call<?> call) {
        try {
            throw new AssertionError("it has given " + await(call.make()));
        } catch (Exception failure) {
            return result(failure);
        }
    }

    /** Answers each line with the same line in capitals. */
    @Async
    static Coroutine<Void> shouts(SocketStream peer) throws IOException {
        ByteReader reader = new ByteReader(peer);
        String line = await(reader.line(100));
        while (line != null) {
            await(peer.write(bytes(line.toUpperCase(Locale.ROOT) + "\n")));
            line = await(reader.line(100));
        }
        return done();
    }

    @Async
    static Coroutine<Void> serve() throws IOException {
        try (Listener listener = await(Net.listen(new InetSocketAddress(PORT)))) {
            await(listener.serve(NetPrograms::shouts));
        }
        return done();
    }

    @Async
    static Coroutine<String> ask(String question) throws IOException {
        try (SocketStream stream = await(Net.connect("server", PORT))) {
            await(stream.write(bytes(question + "\n")));
            return result(await(new ByteReader(stream).line(100)));
        }
    }

    /** Both ends of a connection. */
    record Ends(SocketStream client, SocketStream server) {
        void abort() {
            client.abort();
            server.abort();
        }
    }

    @Async
    static Coroutine<Ends> connect(SimHost server, SimHost client) throws IOException {
        Listener listener = await(server.start(() -> Net.listen(new InetSocketAddress(PORT))));
        Task<SocketStream> accepting = server.start(listener::accept);
        SocketStream one = await(client.start(() -> Net.connect("server", PORT)));
        Ends ends = new Ends(one, await(accepting));
        await(listener.closeAsync());
        return result(ends);
    }
}
