package dev.weft.it.stream;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ports.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A loop in virtual time, what happened on it, and some streams. What nobody catches fails the test. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class StreamFixture {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration LONG = Duration.ofDays(1);

    final VirtualTime time = new VirtualTime();
    final EventLoop loop = EventLoop.create(time, time);
    final List<String> events = new ArrayList<>();
    private final List<Throwable> uncaught = new ArrayList<>();

    StreamFixture() {
        loop.onUncaught((subject, failure) -> uncaught.add(failure));
    }

    @AfterEach
    void nothingIsLeft() {
        assertEquals(List.of(), List.copyOf(loop.tasks()), "tasks that are left");
        loop.close();
        assertEquals(List.of(), uncaught, "what nobody has caught");
    }

    <T> T run(Coroutine<T> main) {
        return loop.runUntilComplete(main);
    }

    void log(Object event) {
        events.add(String.valueOf(event));
    }

    /** Gives 0 to n − 1 at once. */
    @Async
    static AsyncStream<Integer> ready(int n) {
        for (int i = 0; i < n; i++) {
            emit(i);
        }
        return end();
    }

    /** Gives 0 to n − 1, a second after one another; cleans up for a second. */
    @Async
    AsyncStream<Integer> slow(int n) {
        log("begin");
        try {
            for (int i = 0; i < n; i++) {
                await(sleep(SECOND));
                emit(i);
            }
        } finally {
            log("clean-up");
            await(sleep(SECOND));
            log("clean");
        }
        return end();
    }

    @Async
    static <T> Coroutine<List<T>> list(AsyncStream<T> stream) {
        var all = new ArrayList<T>();
        for (var item : await(stream)) {
            all.add(item);
        }
        return result(all);
    }

    static String shown(Throwable t) {
        return t.getClass().getSimpleName() + ": " + t.getMessage();
    }
}
