package dev.weft.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * X6: starts a server, and keeps connections busy, each with one request of 1 KiB at a time. Prints how much CPU time of the
 * server's process a request takes, how many there are in a second, and what the server's threads allocate for one.
 */
public final class EchoLoad {
    private static final int REQUEST = 1024;

    private final Selector selector = Selector.open();
    private final ByteBuffer sent = ByteBuffer.allocateDirect(REQUEST);
    private final ByteBuffer received = ByteBuffer.allocateDirect(2 * REQUEST);
    private int answers;

    private EchoLoad(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new int[1]);
        }
    }

    /** Arguments: connections, requests to warm up, requests to measure, and the command of the server. */
    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[0]);
        List<String> command = List.of(args).subList(3, args.length);
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
                OutputStream in = server.getOutputStream()) {
            EchoLoad load = new EchoLoad(Integer.parseInt(out.readLine().substring("port ".length())), connections);
            for (SelectionKey key : load.selector.keys()) {
                load.send((SocketChannel) key.channel());
            }
            load.run(Integer.parseInt(args[1]));
            long[] before = look(server, in, out);
            long begun = System.nanoTime();
            int requests = Integer.parseInt(args[2]);
            load.run(requests);
            long taken = System.nanoTime() - begun;
            long[] after = look(server, in, out);
            System.out.printf(
                    Locale.ROOT,
                    "%.2f µs CPU, %.0f a second, %.1f B%n",
                    (after[0] - before[0]) / 1000.0 / requests,
                    requests / (taken / 1e9),
                    (double) (after[1] - before[1]) / requests);
        } finally {
            server.destroyForcibly();
        }
    }

    /** The CPU time of the process in nanoseconds, and the bytes that its threads have allocated. */
    private static long[] look(Process server, OutputStream in, BufferedReader out) throws IOException {
        in.write('\n');
        in.flush();
        String[] threads = out.readLine().split(" ", -1);
        long cpu = server.info().totalCpuDuration().orElseThrow().toNanos();
        return new long[] {cpu, Long.parseLong(threads[1])};
    }

    private void run(int requests) throws IOException {
        answers = 0;
        while (answers < requests) {
            selector.select(this::answered);
        }
    }

    private void answered(SelectionKey key) {
        try {
            int[] came = (int[]) key.attachment();
            SocketChannel channel = (SocketChannel) key.channel();
            int n = channel.read(received.clear());
            if (n < 0) {
                throw new IOException("the server has closed a connection");
            }
            came[0] += n;
            if (came[0] == REQUEST) {
                came[0] = 0;
                answers++;
                send(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(SocketChannel channel) throws IOException {
        channel.write(sent.clear());
    }
}
