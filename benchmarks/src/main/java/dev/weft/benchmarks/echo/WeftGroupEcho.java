package dev.weft.benchmarks.echo;

import dev.weft.net.ListenOptions;
import dev.weft.net.LoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The server of the guide on several loops. */
final class WeftGroupEcho implements EchoServer.Peer {
    private final int loops;

    WeftGroupEcho(int loops) {
        this.loops = loops;
    }

    @Override
    public int start() throws IOException {
        InetSocketAddress at;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            at = new InetSocketAddress(InetAddress.getLoopbackAddress(), probe.getLocalPort());
        }
        LoopGroup group = LoopGroup.create(loops);
        var unused = group.next().start(group.serve(at, ListenOptions.defaults().backlog(2000), WeftEcho::handle));
        while (true) {
            try (Socket listens = new Socket(at.getAddress(), at.getPort())) {
                return listens.getPort();
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }
}
