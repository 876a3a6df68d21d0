package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitAll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import dev.weft.net.Signals;
import dev.weft.net.Subprocess;
import dev.weft.sync.AsyncEvent;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServerTest {
    private final List<String> stored = new ArrayList<>();
    private final AsyncEvent end = new AsyncEvent();

    @Async
    private Coroutine<Void> store(String line) {
        await(sleep(ofSeconds(1)));
        stored.add(line);
        return done();
    }

    @Async
    private Coroutine<Void> serve(Site site) throws IOException {
        try (var listener = await(Net.listen(new InetSocketAddress(8000)))) {
            await(new Server(site, this::store).serve(listener, end.whenSet()));
        }
        return done();
    }

    @Async
    private static Coroutine<String> ask(SocketAddress server, String page) throws IOException {
        try (var stream = await(Net.connect(server))) {
            await(stream.write(UTF_8.encode(page + "\n")));
            return result(await(new ByteReader(stream).line(1000)));
        }
    }

    @WeftTest
    void whoIsHereIsServed(Sim sim) {
        var site = new FakeSite(ofSeconds(3));
        var host = sim.network().host("server");
        var serving = host.start(() -> serve(site));
        var clients = sim.network().host("clients");
        var asking = clients.start(() -> ask(host.address(8000), "page"));
        await(sleep(ofSeconds(1)));
        end.set();
        await(sleep(ofSeconds(1)));
        var late = clients.start(() -> ask(host.address(8000), "late"));
        await(waitAll(late));
        assertInstanceOf(ConnectException.class, late.exceptionNow());
        assertEquals("<page>", await(asking));
        await(serving);
        assertEquals(List.of("page"), stored);
    }

    @WeftTest
    void whoStaysTooLongIsNot(Sim sim) {
        var site = new FakeSite(ofSeconds(500));
        var host = sim.network().host("server");
        var serving = host.start(() -> serve(site));
        var asking = sim.network().host("client").start(() -> ask(host.address(8000), "page"));
        await(sleep(ofSeconds(1)));
        end.set();
        await(serving);
        assertEquals(21, sim.elapsed().toSeconds());
        assertEquals(List.of("page"), site.cancelled);
        await(waitAll(asking));
        assertInstanceOf(IOException.class, asking.exceptionNow());
    }

    @Async
    private Coroutine<String> untilSignal() throws IOException {
        var server = new Server(page -> result("<" + page + ">"), line -> done());
        try (var signals = Signals.of("TERM");
                var listener = await(Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
                var group = TaskGroup.open()) {
            var serving = group.start(server.serve(listener, signals.next()));
            var answer = await(ask(listener.address(), "page"));
            var self = Long.toString(ProcessHandle.current().pid());
            await(Subprocess.run(new ProcessBuilder("kill", "-TERM", self), ByteBuffer.allocate(0), 100));
            await(serving);
            return result(answer);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    void aSignalIsTheEnd() {
        assertEquals("<page>", run(() -> untilSignal()));
    }
}
