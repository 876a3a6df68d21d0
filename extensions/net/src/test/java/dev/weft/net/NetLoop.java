package dev.weft.net;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimerHandle;
import dev.weft.Weft;
import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A loop with a network, whose waits a test can see. It fails for what nobody has expected: reported failures, and tasks that
 * are left.
 */
final class NetLoop implements Poller, Network {
    /** A test that hangs says where. An interruption does not end a loop. */
    private static final Duration MOST = Duration.ofSeconds(50);

    private final NioNetwork network = new NioNetwork();
    private final List<Throwable> reported = new ArrayList<>();
    private final List<Object> subjects = new ArrayList<>();
    private IntConsumer atWait = n -> {};
    private int waits;

    private NetLoop() {}

    /** Runs a test whose failures are all its own. Closes the loop. */
    static <T> T run(AsyncCallable<T> test) {
        NetLoop own = new NetLoop();
        T value = own.go(test);
        own.requireNoReports();
        return value;
    }

    /** Runs a test, and returns what was reported meanwhile. */
    static <T> List<Throwable> reportsOf(AsyncCallable<T> test) {
        NetLoop own = new NetLoop();
        own.go(test);
        return own.reported;
    }

    /** Runs a test, and returns of what something was reported meanwhile. */
    static <T> List<Object> subjectsOf(AsyncCallable<T> test) {
        NetLoop own = new NetLoop();
        own.go(test);
        return own.subjects;
    }

    /**
     * Runs a test, and does something before each wait of the loop, when every task is suspended. The argument counts from 1.
     *
     * @return how many waits there were
     */
    static <T> int run(IntConsumer atWait, AsyncCallable<T> test) {
        NetLoop own = new NetLoop();
        own.atWait = atWait;
        own.go(test);
        own.requireNoReports();
        return own.waits;
    }

    private <T> T go(AsyncCallable<T> test) {
        try (EventLoop loop = EventLoop.create(Clock.system(), this)) {
            loop.onUncaught((subject, failure) -> {
                subjects.add(subject);
                reported.add(failure);
            });
            TimerHandle late = loop.schedule(MOST, () -> {
                loop.tasks().forEach(NetLoop::show);
                loop.tasks().forEach(task -> task.cancel("the test takes too long"));
            });
            T value = Weft.run(loop, test);
            late.cancel();
            if (!loop.tasks().equals(Set.of())) {
                throw new AssertionError("tasks are left: " + loop.tasks());
            }
            return value;
        }
    }

    private static void show(Task<?> task) {
        System.err.println("hangs: " + task);
        for (StackTraceElement element : task.awaitTrace()) {
            System.err.println("    at " + element);
        }
    }

    private void requireNoReports() {
        if (!reported.isEmpty()) {
            AssertionError unexpected = new AssertionError("was reported");
            reported.forEach(unexpected::addSuppressed);
            throw unexpected;
        }
    }

    @Override
    public void poll(long nanos) {
        network.poll(nanos);
    }

    @Override
    public void poll(long nanos, Runnable drain) {
        if (nanos > 0) {
            waits++;
            atWait.accept(waits);
        }
        network.poll(nanos, drain);
    }

    @Override
    public void wakeUp() {
        network.wakeUp();
    }

    @Override
    public void close() {
        network.close();
    }

    @Override
    public Coroutine<SocketStream> connect(SocketAddress to) throws IOException {
        return network.connect(to);
    }

    @Override
    public Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException {
        return network.listen(at, how);
    }

    @Override
    public Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException {
        return network.datagrams(at);
    }

    @Override
    public Coroutine<List<InetAddress>> resolve(String host) throws IOException {
        return network.resolve(host);
    }
}
