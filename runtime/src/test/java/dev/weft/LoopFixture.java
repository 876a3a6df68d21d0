package dev.weft;

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
            int before = loop.step();
            runTurns(1);
            if (loop.step() == before) {
                return;
            }
        }
        throw new AssertionError("after " + MANY_TURNS + " turns something is still ready: " + loop.tasks());
    }

    /** For what is always ready: runs so many turns, without waiting. */
    protected final void runTurns(int turns) {
        for (int i = 0; i < turns; i++) {
            loop.stop();
            loop.runForever();
        }
    }

    static Script<Object> script(String name) {
        return Script.of(name);
    }

    /** Gives the value after so many seconds. */
    static Script<Object> after(int seconds, Object value) {
        return script("after " + seconds)
                .await(Weft.sleep(Duration.ofSeconds(seconds)))
                .give(value);
    }

    /** Throws after so many seconds. */
    static Script<Object> failing(int seconds, Throwable failure) {
        return after(seconds, null).then(v -> {
            throw failure;
        });
    }

    /** Throws an {@link IOException} after so many seconds. */
    static Script<Object> failing(int seconds, String message) {
        return after(seconds, null).then(v -> {
            throw new IOException(message);
        });
    }

    static Object rethrow(Throwable failure) throws Throwable {
        throw failure;
    }
}
