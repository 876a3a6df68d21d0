package dev.weft.benchmarks.echo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A virtual thread for each connection, with blocking streams; from JDK 21 on. */
final class VirtualThreadEcho implements EchoServer.Peer {
    @Override
    public int start() throws Exception {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        ServerSocket server = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(server, threads));
        return server.getLocalPort();
    }

    private static void accept(ServerSocket server, ExecutorService threads) {
        try {
            while (true) {
                Socket accepted = server.accept();
                accepted.setTcpNoDelay(true);
                threads.execute(() -> echo(accepted));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            byte[] buffer = new byte[EchoServer.SIZE];
            int n = in.read(buffer);
            while (n >= 0) {
                EchoServer.work(ByteBuffer.wrap(buffer, 0, n));
                out.write(buffer, 0, n);
                n = in.read(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
