package dev.weft;

import dev.weft.ports.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loop in virtual time, and a list of what has happened on it. What it reports as uncaught fails the test. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
abstract class LoopFixture {
    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    final VirtualTime time = new VirtualTime();
    final EventLoop loop = uncaught.watch(EventLoop.create(time, time));
    final List<String> events = new ArrayList<>();

    <T> T run(Awaitable<T> main) {
        return loop.runUntilComplete(main);
    }

    /** Runs until nothing is ready, without waiting. */
    void runReady() {
        for (int i = 0; i < 20; i++) {
            loop.stop();
            loop.runForever();
        }
    }

    static Script<Object> script(String name) {
        return Script.of(name);
    }
}
