package dev.weft.internal.task;

import dev.weft.EventLoop;
import dev.weft.internal.loop.Uncaught;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The locators of loops on hosts, oldest first: each says which loop belongs to the place where it is asked. Any thread.
 *
 * <p>Invariant: the array is replaced, not changed. A program without hosts has {@link ThreadState#hasLocators} false, and
 * pays one look at that, and only where no loop runs.
 */
final class Locators {
    private static final Object GUARD = new Object();

    /** Written under the guard. */
    private static volatile Locator[] all = {};

    private Locators() {}

    /** One addition; the same finder may be added twice. */
    private static final class Locator {
        private final Supplier<@Nullable EventLoop> finder;
        private final AtomicBoolean isThere = new AtomicBoolean(true);

        Locator(Supplier<@Nullable EventLoop> finder) {
            this.finder = finder;
        }
    }

    /** Adds a finder behind the others. Returns what takes it away. */
    static AutoCloseable add(Supplier<@Nullable EventLoop> finder) {
        Locator added = new Locator(Objects.requireNonNull(finder));
        synchronized (GUARD) {
            ThreadState.hasLocators = true;
            Locator[] now = all;
            Locator[] more = new Locator[now.length + 1];
            System.arraycopy(now, 0, more, 0, now.length);
            more[now.length] = added;
            all = more;
        }
        return () -> remove(added);
    }

    private static void remove(Locator locator) {
        if (!locator.isThere.getAndSet(false)) {
            return;
        }
        synchronized (GUARD) {
            Locator[] now = all;
            Locator[] fewer = new Locator[now.length - 1];
            int kept = 0;
            for (Locator other : now) {
                if (other != locator) {
                    fewer[kept++] = other;
                }
            }
            all = fewer;
        }
    }

    /** Returns the loop whose place this is, or null. Called where no loop runs. */
    static @Nullable EventLoopImpl find() {
        Locator[] now = all;
        return now.length == 0 ? null : find(now);
    }

    private static @Nullable EventLoopImpl find(Locator[] locators) {
        for (Locator locator : locators) {
            try {
                EventLoop found = locator.finder.get();
                // A loop that does not belong here would be touched by two threads.
                if (found instanceof EventLoopImpl loop && loop.isOnThread()) {
                    return loop;
                }
            } catch (RuntimeException broken) { // every hot call would fail
                Uncaught.log("a locator of event loops", broken);
            }
        }
        return null;
    }
}
