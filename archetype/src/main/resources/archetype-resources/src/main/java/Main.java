package ${package};

import static dev.weft.Weft.await;

import dev.weft.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Serves on a port of this machine, 7000 if none is given, until Ctrl-C. */
public class Main {
    private Main() {}

    @Entry
    public static void main(String[] args) throws IOException {
        int port = args.length == 0 ? 7000 : Integer.parseInt(args[0]);
        await(new Votes().serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }
}
