package dev.weft.benchmarks.echo;

import com.sun.management.ThreadMXBean;
import dev.weft.benchmarks.kotlin.KtorEcho;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * X6: a server that sends back what it gets, as a process. It prints its port. For each line on its input it prints how many
 * bytes its threads have allocated, and how long they have run, in nanoseconds. {@link EchoLoad} starts it.
 */
public final class EchoServer {
    private EchoServer() {}

    /** The size of a buffer, and of a request at most. */
    static final int SIZE = 4096;

    /** A peer: listens on the loopback address, and returns the port. Serves until the process ends. */
    @FunctionalInterface
    interface Peer {
        int start() throws Exception;
    }

    /** How often the server computes a checksum of each request, as work for the processor. */
    private static int rounds;

    /** Runs a server. Arguments: the peer; how many loops, 1 if it is missing; how much work a request is, 0 if it is missing. */
    public static void main(String[] args) throws Exception {
        int loops = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        rounds = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        System.out.println("port " + peer(args[0], loops).start());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println("threads " + allocated() + " " + cpu());
        }
        System.exit(0);
    }

    /** Works on a request, which stays as it is. */
    static void work(ByteBuffer request) {
        for (int i = 0; i < rounds; i++) {
            CRC32 sum = new CRC32();
            sum.update(request.duplicate());
            if (sum.getValue() == 1) {
                System.out.println("by chance");
            }
        }
    }

    private static Peer peer(String name, int loops) {
        return switch (name) {
            case "raw-one-buffer" -> new RawNio(false);
            case "raw-buffer-each" -> new RawNio(true);
            case "weft" -> loops == 1 ? new WeftEcho(true) : new WeftGroupEcho(loops);
            case "weft-without-drain" -> new WeftEcho(false);
            case "netty-nio" -> new NettyEcho(false, loops);
            case "netty-epoll" -> new NettyEcho(true, loops);
            case "virtual-threads" -> new VirtualThreadEcho();
            case "ktor" -> KtorEcho::start;
            default -> throw new IllegalArgumentException("no such peer: " + name);
        };
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of all threads but this one. Virtual threads are not counted. */
    private static long allocated() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += id == Thread.currentThread().getId() ? 0 : Math.max(0, THREADS.getThreadAllocatedBytes(id));
        }
        return sum;
    }

    private static long cpu() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += id == Thread.currentThread().getId() ? 0 : Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return sum;
    }
}
