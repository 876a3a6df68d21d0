package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.withTimeout;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.Net;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Finds the ports of a host that take connections. */
class PortScanner {
    private static final int AT_A_TIME = 100;
    private static final Duration MOST = Duration.ofSeconds(2);

    private PortScanner() {}

    @Async
    static Coroutine<List<Integer>> scan(String host, List<Integer> ports) throws IOException {
        var found = await(gather(ports, AT_A_TIME, port -> isOpen(host, port)));
        var open = new ArrayList<Integer>();
        for (int i = 0; i < ports.size(); i++) {
            if (found.get(i)) {
                open.add(ports.get(i));
            }
        }
        return result(open);
    }

    @Async
    private static Coroutine<Boolean> isOpen(String host, int port) throws IOException {
        try (var connection = await(withTimeout(MOST, Net.connect(host, port)))) {
            return result(true);
        } catch (ConnectException | TimeoutException closed) {
            return result(false);
        }
    }
}
