package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.List;

/** Coroutines that tests of the kit run. */
final class Coroutines {
    static final Duration SECOND = Duration.ofSeconds(1);

    private Coroutines() {}

    /** Lets others run so many times. */
    @Async
    static Coroutine<Void> yields(int times) {
        for (int i = 0; i < times; i++) {
            await(yieldNow());
        }
        return done();
    }

    /** Lets others run, for ever. */
    @Async
    static Coroutine<Void> spins() {
        while (true) {
            await(yieldNow());
        }
    }

    /** Sleeps, for ever. */
    @Async
    static Coroutine<Void> sleeps() {
        while (true) {
            await(sleep(SECOND));
        }
    }

    @Async
    static Coroutine<Void> failsAfter(Duration delay, String message) {
        await(sleep(delay));
        throw new IllegalStateException(message);
    }

    /** Lets others run, and adds a text to a list, so many times. */
    @Async
    static Coroutine<Void> logs(List<String> log, String text, int times) {
        for (int i = 0; i < times; i++) {
            log.add(text);
            await(yieldNow());
        }
        return done();
    }

    @Async
    static Coroutine<Void> logsAfter(Duration delay, List<String> log, String text) {
        await(sleep(delay));
        log.add(text);
        return done();
    }

    /** Takes two locks, one after the other. */
    @Async
    @SuppressWarnings("try")
    static Coroutine<Void> takesBoth(AsyncLock first, AsyncLock second) {
        try (var one = await(first.acquire())) {
            await(yieldNow());
            try (var two = await(second.acquire())) {
                await(yieldNow());
            }
        }
        return done();
    }
}
