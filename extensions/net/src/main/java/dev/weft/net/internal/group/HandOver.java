package dev.weft.net.internal.group;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.uncancellable;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import dev.weft.net.internal.nio.RawAccept;
import dev.weft.net.internal.serve.Acceptor;
import dev.weft.net.internal.serve.Server;
import dev.weft.net.internal.serve.Shortage;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** One loop accepts connections for several, and hands them over in turn. Those that nobody has taken are closed at the end. */
final class HandOver implements Acceptor {
    /** How many connections may be under way to a loop. */
    private static final int MOST_UNDER_WAY = 16;

    private final AsyncQueue<SocketChannel> underWay = AsyncQueue.fifo(MOST_UNDER_WAY);

    private final GroupServer.Adopter adopter;

    private HandOver(GroupServer.Adopter adopter) {
        this.adopter = adopter;
    }

    @Async
    static <R> Coroutine<Void> serve(
            List<EventLoop> loops,
            SocketAddress at,
            ListenOptions how,
            AsyncFunction<? super SocketStream, R> handler,
            GroupServer.Adopter adopter,
            List<Task<Void>> serving)
            throws IOException {
        List<HandOver> receivers = new ArrayList<>();
        try {
            for (int i = 0; i < loops.size(); i++) {
                HandOver receiver = new HandOver(adopter);
                receivers.add(receiver);
                EventLoop loop = loops.get(i);
                int most = GroupServer.share(how, i, loops.size()).maxConnections();
                serving.add(loop.start(receiver.receive(loop, most, handler)));
            }
            serving.add(loops.get(0).start(accept(at, how, receivers)));
            await(GroupServer.waitForAny(serving));
        } finally {
            await(uncancellable(() -> GroupServer.endAll(serving)));
            for (HandOver receiver : receivers) {
                receiver.closeAll();
            }
        }
        return done();
    }

    /** Accepts connections, on the first loop. */
    @Async
    private static Coroutine<Void> accept(SocketAddress at, ListenOptions how, List<HandOver> receivers)
            throws IOException {
        try (Listener listener = await(Net.listen(at, how))) {
            int turn = 0;
            while (true) {
                SocketChannel accepted = await(next(listener));
                try {
                    await(receivers.get(turn).underWay.put(accepted));
                } catch (Throwable notHandedOver) {
                    accepted.close();
                    throw notHandedOver;
                }
                turn = (turn + 1) % receivers.size();
            }
        }
    }

    @Async
    private static Coroutine<SocketChannel> next(Listener listener) throws IOException {
        while (true) {
            try {
                return result(await(RawAccept.from(listener)));
            } catch (IOException failure) {
                await(Shortage.waitOut(failure, listener));
            }
        }
    }

    /** Serves what this loop is given. */
    @Async
    private <R> Coroutine<Void> receive(EventLoop loop, int most, AsyncFunction<? super SocketStream, R> handler)
            throws IOException {
        await(new Server(loop, this, most).serve(handler));
        return done();
    }

    @Override
    @Async
    public Coroutine<SocketStream> acceptNext() throws IOException {
        while (true) {
            SocketChannel accepted = await(underWay.take());
            try {
                return result(adopter.adopt(accepted));
            } catch (IOException gone) {
                // the peer has left already: that is no failure of the server
            }
        }
    }

    @Override
    public Coroutine<Void> refuse() {
        return done();
    }

    private void closeAll() throws IOException {
        SocketChannel left = underWay.poll();
        while (left != null) {
            left.close();
            left = underWay.poll();
        }
    }
}
