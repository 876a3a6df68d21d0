package dev.weft;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The failures that nobody has caught: of callbacks and tasks of the loops that are watched, and of threads. One that the
 * test has not taken fails it; so an assertion in a callback or in a thread is as good as one in the test itself.
 */
public final class UncaughtFailures implements BeforeEachCallback, AfterEachCallback {
    private final List<Throwable> failures = new ArrayList<>();
    private Thread.UncaughtExceptionHandler before;

    /** None yet. */
    public UncaughtFailures() {}

    /** Watches a loop, and gives it back. */
    public EventLoop watch(EventLoop loop) {
        loop.onUncaught((subject, failure) -> add(failure));
        return loop;
    }

    private synchronized void add(Throwable failure) {
        failures.add(failure);
    }

    /** Those that there have been since they were last taken: the test has expected them. */
    public synchronized List<Throwable> take() {
        List<Throwable> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    /** The only one that there has been. */
    public Throwable takeOne() {
        List<Throwable> taken = take();
        if (taken.size() != 1) {
            throw unexpected("one uncaught failure was expected, not " + taken.size(), taken);
        }
        return taken.get(0);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> add(failure));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Thread.setDefaultUncaughtExceptionHandler(before);
        List<Throwable> left = take();
        if (!left.isEmpty()) {
            throw unexpected("nobody has caught " + left, left);
        }
    }

    private static AssertionError unexpected(String message, List<Throwable> failures) {
        AssertionError error = new AssertionError(message);
        failures.forEach(error::addSuppressed);
        return error;
    }
}
