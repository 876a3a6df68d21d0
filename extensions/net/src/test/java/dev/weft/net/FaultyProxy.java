package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Stands between a client and a server, and does to their connection what networks do. */
final class FaultyProxy {
    /** What happens to the bytes from the server to the client. Those of the other direction pass. */
    enum Fault {
        /** Each byte is sent on its own. */
        SPLIT,
        /** Nothing is sent for a while, again and again. */
        DELAY,
        /** After some bytes the connection ends, as if the server had closed it. */
        CUT,
        /** After some bytes it is reset. */
        RESET,
        /** After some bytes nothing comes any more, and it stays open. */
        SILENCE
    }

    private final SocketAddress server;
    private final Fault fault;

    /** How many bytes pass before the fault. */
    private final int passing;

    FaultyProxy(SocketAddress server, Fault fault, int passing) {
        this.server = server;
        this.fault = fault;
        this.passing = passing;
    }

    @Async
    Coroutine<Void> handle(SocketStream client) throws IOException {
        try (SocketStream upstream = await(Net.connect(server));
                TaskGroup directions = TaskGroup.open()) {
            var there = directions.start(copy(client, upstream));
            await(fail(upstream, client));
            await(there);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> copy(ByteStream from, ByteStream to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (await(from.read(buffer))) {
            await(to.write(buffer.flip()));
            buffer.clear();
        }
        await(to.end());
        return done();
    }

    @Async
    private Coroutine<Void> fail(ByteStream from, SocketStream to) throws IOException {
        int passed = 0;
        ByteBuffer buffer = ByteBuffer.allocate(fault == Fault.SPLIT ? 1 : 1000);
        while (await(from.read(buffer))) {
            if (fault == Fault.DELAY) {
                await(sleep(Duration.ofMillis(1)));
            } else if (fault != Fault.SPLIT && passed + buffer.position() > passing) {
                buffer.limit(passing - passed);
                buffer.position(passing - passed);
            }
            passed += buffer.position();
            await(to.write(buffer.flip()));
            buffer.clear();
            if (fault != Fault.SPLIT && fault != Fault.DELAY && passed == passing) {
                await(strike(to));
                return done();
            }
        }
        await(to.end());
        return done();
    }

    @Async
    private Coroutine<Void> strike(SocketStream to) throws IOException {
        switch (fault) {
            case CUT -> await(to.end());
            case RESET -> to.abort();
            default -> await(sleep(Duration.ofDays(1)));
        }
        return done();
    }
}
