package dev.weft.internal.loop;

import dev.weft.ports.Poller;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The poller of loops whose hosts know no events, for example those of user interfaces. All loops that want the same type
 * share one, polled by a daemon thread of its own. The thread ends when the last of these loops is closed.
 *
 * <p>Invariant: a poller is in {@code ALL} exactly while a loop uses it. Guarded by {@code ALL}.
 */
final class SharedPoller implements Runnable {
    private static final long NANOS_AFTER_FAILURE = 100_000_000;

    private static final Map<Class<?>, SharedPoller> ALL = new HashMap<>();

    private final Poller poller;
    private final Set<LoopEngine> users = new HashSet<>();
    private volatile boolean ended;

    private SharedPoller(Poller poller) {
        this.poller = poller;
    }

    /** Returns the poller of this type; makes it if no loop uses one. The loop uses it until {@link #release}. */
    static <P> P of(LoopEngine loop, Class<P> type, Supplier<? extends Poller> maker) {
        synchronized (ALL) {
            SharedPoller shared = ALL.get(type);
            if (shared == null) {
                shared = new SharedPoller(LoopEngine.made(type, maker));
                shared.start();
                ALL.put(type, shared);
            }
            shared.users.add(loop);
            return type.cast(shared.poller);
        }
    }

    /** The loop is closed, and uses no poller any more. */
    static void release(LoopEngine loop) {
        synchronized (ALL) {
            ALL.values().removeIf(shared -> shared.isLeftBy(loop));
        }
    }

    private boolean isLeftBy(LoopEngine loop) {
        if (!users.remove(loop) || !users.isEmpty()) {
            return false;
        }
        ended = true;
        poller.wakeUp();
        return true;
    }

    /** The thread must not keep the thread group or the class loader of the code that wanted it first. */
    private void start() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread daemon = new Thread(group, this, "weft-poller", 0, false);
        daemon.setDaemon(true);
        daemon.setContextClassLoader(null);
        daemon.start();
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                poller.poll(Long.MAX_VALUE);
            } catch (Throwable broken) { // others share it
                Uncaught.log(poller, broken);
                LockSupport.parkNanos(NANOS_AFTER_FAILURE);
            }
        }
        try {
            poller.close();
        } catch (Throwable broken) {
            Uncaught.log(poller, broken);
        }
    }
}
