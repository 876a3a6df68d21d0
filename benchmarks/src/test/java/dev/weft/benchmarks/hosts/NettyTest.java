package dev.weft.benchmarks.hosts;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.ports.Clock;
import dev.weft.ports.Host;
import dev.weft.ports.Poller;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ports suffice for Netty, both ways: its loop hosts ours, and ours polls its channels. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NettyTest {
    private record NettyHost(io.netty.channel.EventLoop loop) implements Host {
        @Override
        public void execute(Runnable turn) {
            loop.execute(turn);
        }

        @Override
        public boolean isHere() {
            return loop.inEventLoop();
        }

        @Override
        public Future<?> schedule(Runnable turn, long nanos) {
            return loop.schedule(turn, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** A wake-up is a task: a mere wakeup() may be lost by a handler that looks at Netty's own queue only. */
    private static final class NettyPoller implements Poller {
        private final ManualIoEventLoop loop;
        private boolean owned;

        NettyPoller(IoHandlerFactory handlers) {
            loop = new ManualIoEventLoop(null, handlers);
        }

        @Override
        public void poll(long nanos) {
            if (!owned) {
                owned = true;
                loop.setOwningThread(Thread.currentThread());
            }
            if (nanos <= 0) {
                loop.runNow();
            } else {
                loop.run(nanos == Long.MAX_VALUE ? TimeUnit.DAYS.toNanos(1) : nanos);
            }
        }

        @Override
        public void wakeUp() {
            loop.execute(() -> {});
        }

        @Override
        public void close() {
            var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            while (!loop.isTerminated()) {
                loop.runNow();
            }
        }
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var unused = context.writeAndFlush(message, context.voidPromise());
        }
    }

    private static Awaiter<Channel> channel(ChannelFuture future) {
        return Awaiter.of(done -> {
            var unused = future.addListener(ended -> done.accept(future.channel(), ended.cause()));
        });
    }

    @Async
    private static Coroutine<Thread> task(int number) {
        Thread thread = Thread.currentThread();
        await(sleep(Duration.ofMillis(number % 7)));
        assertSame(thread, Thread.currentThread());
        await(yieldNow());
        assertEquals(number, await(Weft.blocking(() -> number)));
        assertSame(thread, Thread.currentThread());
        return result(thread);
    }

    @Async
    private static Coroutine<Integer> tasks() {
        List<Coroutine<Thread>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(task(i));
        }
        for (Thread each : await(gather(all))) {
            assertSame(Thread.currentThread(), each);
        }
        return result(all.size());
    }

    @Test
    void itsLoopIsAHost() throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            EventLoop loop = EventLoop.on(new NettyHost(group.next()));
            assertEquals(50, loop.start(tasks()).get());
            assertTrue(loop.isRunning());
            loop.closeAsync().toCompletableFuture().get();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).get();
        }
    }

    @Async
    private static Coroutine<Integer> echo(NettyPoller poller) {
        Channel server = await(channel(new ServerBootstrap()
                .group(poller.loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Echo())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))));
        List<Integer> answers = new ArrayList<>();
        Channel client = await(channel(new Bootstrap()
                .group(poller.loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object message) {
                                var bytes = (io.netty.buffer.ByteBuf) message;
                                answers.add(bytes.readableBytes());
                                bytes.release();
                            }
                        });
                    }
                })
                .connect(server.localAddress())));
        for (int i = 1; i <= 100; i++) {
            await(channel(client.writeAndFlush(client.alloc().buffer().writeZero(i))));
            while (answers.stream().mapToInt(Integer::intValue).sum() < i * (i + 1) / 2) {
                await(sleep(Duration.ofNanos(100_000)));
            }
        }
        await(channel(client.close()));
        await(channel(server.close()));
        return result(await(tasks()));
    }

    @Test
    void itsHandlerIsAPoller() {
        NettyPoller poller = new NettyPoller(NioIoHandler.newFactory());
        try (EventLoop loop = EventLoop.create(Clock.system(), poller)) {
            assertEquals(50, Weft.run(loop, () -> echo(poller)));
        }
        assertTrue(poller.loop.isTerminated());
    }
}
