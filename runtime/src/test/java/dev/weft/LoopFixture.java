package dev.weft;

import dev.weft.ports.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** A loop in virtual time, and a list of what has happened on it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
abstract class LoopFixture {
    final VirtualTime time = new VirtualTime();
    final EventLoop loop = EventLoop.create(time, time);
    final List<String> events = new ArrayList<>();
    final List<Throwable> uncaught = new ArrayList<>();

    LoopFixture() {
        loop.onUncaught((subject, failure) -> uncaught.add(failure));
    }

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
