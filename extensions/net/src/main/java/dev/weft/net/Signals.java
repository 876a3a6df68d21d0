package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.internal.duplex.Fate;
import dev.weft.net.internal.loop.LoopCalls;
import dev.weft.net.internal.loop.OpenThings;
import dev.weft.net.internal.signal.SignalTable;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the operating system, received by tasks.
 *
 * <pre>{@code
 * try (var hangUp = Signals.of("HUP")) {
 *     while (true) {
 *         await(hangUp.next());
 *         reload();
 *     }
 * }
 * }</pre>
 *
 * <p>While an object is open for a signal, the JVM's own handling of it is off: for {@code INT} and {@code TERM} that is the end
 * of the JVM, for which {@link dev.weft.Weft#run} cancels its program. When the last object for a signal is closed, the old
 * handler is back. Several objects may receive the same signal, on several loops; each of them gets it.
 *
 * <p>An object belongs to the loop that was running when it was made. Elsewhere its methods throw {@link IllegalStateException}.
 * If it is open when its loop ends, it is closed and reported to {@link EventLoop#onUncaught}.
 *
 * @since 0.1
 */
public final class Signals implements AutoCloseable {
    private final Set<String> names;
    private final Fate fate;
    private final IoWait wait;

    /** What has come and was not taken, oldest first. Equal ones are merged, as the system does. */
    private final Set<String> pending = new LinkedHashSet<>();

    /** Receives signals, on threads of the JDK. */
    private final Consumer<String> receiver;

    private final OpenThings.Entry entry;

    /** The task that waits. Owned by the loop's thread, as all above. */
    private @Nullable Object reader;

    private Signals(EventLoop loop, Set<String> names) {
        this.names = names;
        fate = new Fate(loop, this);
        wait = IoWait.on(loop);
        receiver = name -> LoopCalls.run(loop, () -> came(name));
        SignalTable.add(names, receiver);
        entry = OpenThings.add(loop, this, () -> {
            release();
            return true;
        });
    }

    /**
     * Begins to receive signals.
     *
     * @param names their names as the system has them, without {@code SIG}: {@code "HUP"}, {@code "USR1"}; at least one
     * @return receives them until it is closed
     * @throws IllegalArgumentException if there is no such signal, or if it cannot be received: {@code KILL}, and those that the
     *     JVM needs itself, such as {@code SEGV}
     * @throws IllegalStateException if no loop runs on this thread, or if the module {@code jdk.unsupported} is missing
     */
    public static Signals of(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("no signal is named");
        }
        return new Signals(EventLoop.running(), new LinkedHashSet<>(List.of(names)));
    }

    /**
     * Waits for a signal. Signals that come while nobody waits are kept; equal ones may be merged. A cancelled wait loses none. At
     * most one task waits; another one gets an {@link IllegalStateException} that names it.
     *
     * @return its name
     * @throws java.nio.channels.AsynchronousCloseException if this is closed meanwhile
     * @throws java.nio.channels.ClosedChannelException if it was closed before
     * @throws IOException one of these
     */
    @Async
    @CheckReturnValue
    public Coroutine<String> next() throws IOException {
        fate.requireHere();
        if (reader != null) {
            throw new IllegalStateException(reader + " waits already");
        }
        fate.check();
        reader = Task.current();
        try {
            while (pending.isEmpty()) {
                wait.reset();
                await(wait.next());
                fate.requireOpen();
            }
            return result(takeFirst(pending));
        } finally {
            reader = null;
        }
    }

    private static String takeFirst(Collection<String> from) {
        String first = from.iterator().next();
        from.remove(first);
        return first;
    }

    private void came(String name) {
        pending.add(name);
        wait.wake();
    }

    /**
     * Receives no more signals, and gives back the handlers if nobody else has them. Does not suspend. A task that
     * waits gets an {@link java.nio.channels.AsynchronousCloseException}. Does nothing if it is closed.
     */
    @Override
    public void close() {
        fate.requireHere();
        if (!fate.isClosed()) {
            entry.remove();
            release();
        }
    }

    private void release() {
        fate.close();
        SignalTable.remove(names, receiver);
        wait.wake();
    }

    @Override
    public String toString() {
        return "signals " + String.join(", ", names);
    }
}
