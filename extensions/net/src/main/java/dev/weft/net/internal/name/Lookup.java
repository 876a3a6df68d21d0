package dev.weft.net.internal.name;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Finds the addresses of hosts by the JDK, which blocks a thread for it and cannot be interrupted. So it has a few threads of
 * its own: a name server that hangs keeps these, and nothing else.
 */
public final class Lookup {
    private static final int THREADS = 8;

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

    /** What the JDK takes for an address. It looks up the name 1.2.3.256. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private Lookup() {}

    /** The threads, which end when they have had nothing to do for a while. Made at the first use. */
    private static final class Threads {
        static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads::daemon);

        static {
            POOL.allowCoreThreadTimeOut(true);
        }

        private static Thread daemon(Runnable work) {
            Thread thread = new Thread(work, "weft-names");
            thread.setDaemon(true);
            return thread;
        }
    }

    /** See {@link dev.weft.net.Net#resolve}. */
    @Async
    @Allow("WEFT007") // an address is not looked up
    public static Coroutine<List<InetAddress>> addresses(String host) throws IOException {
        Objects.requireNonNull(host, "host");
        if (isAddress(host)) {
            return result(List.of(InetAddress.getByName(host)));
        }
        if (host.isEmpty()) {
            throw new UnknownHostException("the name of the host is empty"); // the JDK takes it for this machine
        }
        return result(await(lookUp(host)));
    }

    /** The JDK looks no name up that has a colon. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    private static CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        Threads.POOL.execute(() -> {
            if (found.isDone()) {
                return; // nobody waits any more
            }
            try {
                found.complete(List.of(InetAddress.getAllByName(host)));
            } catch (Throwable failure) {
                found.completeExceptionally(failure);
            }
        });
        return found;
    }
}
