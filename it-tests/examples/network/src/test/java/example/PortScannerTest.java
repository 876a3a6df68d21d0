package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.Net;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PortScannerTest {
    @Async
    private static Coroutine<Integer> closedPort() throws IOException {
        try (var listener = await(Net.listen(Loopback.anyPort()))) {
            return result(((InetSocketAddress) listener.address()).getPort());
        }
    }

    @Async
    private static Coroutine<Void> scans() throws IOException {
        int closed = await(closedPort());
        try (var one = await(Net.listen(Loopback.anyPort()));
                var other = await(Net.listen(Loopback.anyPort()))) {
            int a = ((InetSocketAddress) one.address()).getPort();
            int b = ((InetSocketAddress) other.address()).getPort();
            assertEquals(List.of(a, b), await(PortScanner.scan("127.0.0.1", List.of(a, closed, b))));
            assertEquals(List.of(b, a), await(PortScanner.scan("localhost", List.of(b, a, closed))));
        }
        return done();
    }

    @Test
    void findsThePortsThatAreOpen() {
        run(PortScannerTest::scans);
    }
}
