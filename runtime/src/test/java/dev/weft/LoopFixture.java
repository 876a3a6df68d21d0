package dev.weft;

import dev.weft.internal.task.EventLoopImpl;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loop in virtual time, and a list of what has happened on it. What it reports as uncaught fails the test. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
public abstract class LoopFixture {
    protected static final Duration SECOND = Duration.ofSeconds(1);

    /** Longer than any test waits. */
    protected static final Duration LONG = Duration.ofDays(1);

    private static final int MANY_TURNS = 10_000;

    @RegisterExtension
    protected final UncaughtFailures uncaught = new UncaughtFailures();

    protected final VirtualTime time = new VirtualTime();
    protected final EventLoop loop = uncaught.watch(EventLoop.create(time, time));
    protected final List<String> events = new ArrayList<>();

    protected LoopFixture() {}

    protected final <T> T run(Awaitable<T> main) {
        return loop.runUntilComplete(main);
    }

    /** Runs until nothing is ready, without waiting; fails if that does not come. */
    protected final void runReady() {
        for (int turn = 0; turn < MANY_TURNS; turn++) {
            int before = steps();
            runTurns(1);
            if (steps() == before) {
                return;
            }
        }
        throw new AssertionError("after " + MANY_TURNS + " turns something is still ready: " + loop.tasks());
    }

    /** Counts the steps that the loop has run. */
    private int steps() {
        return ((EventLoopImpl) loop).step();
    }

    /** Runs a number of turns, without waiting; for what is always ready. */
    protected final void runTurns(int turns) {
        for (int i = 0; i < turns; i++) {
            loop.stop();
            loop.runForever();
        }
    }

    protected static Script<Object> script(String name) {
        return Script.of(name);
    }

    /** Returns a script that returns the value after some seconds. */
    protected static Script<Object> after(int seconds, Object value) {
        return script("after " + seconds)
                .await(Weft.sleep(Duration.ofSeconds(seconds)))
                .give(value);
    }

    /** Returns a script that throws after some seconds. */
    protected static Script<Object> failing(int seconds, Throwable failure) {
        return after(seconds, null).then(v -> {
            throw failure;
        });
    }

    /** Returns a script that throws an {@link IOException} after some seconds. */
    protected static Script<Object> failing(int seconds, String message) {
        return after(seconds, null).then(v -> {
            throw new IOException(message);
        });
    }

    protected static Object rethrow(Throwable failure) throws Throwable {
        throw failure;
    }
}
