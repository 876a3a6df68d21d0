package dev.weft.benchmarks.process;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;

/** Tasks of Weft that sleep. */
final class WeftSleepers {
    private WeftSleepers() {}

    @Async
    static Coroutine<Void> sleeper(Duration duration) {
        await(sleep(duration));
        return done();
    }

    @Async
    static Coroutine<Void> wall(int count) {
        var tasks = new Task<?>[count];
        var second = Duration.ofSeconds(1);
        for (int i = 0; i < count; i++) {
            tasks[i] = start(sleeper(second));
        }
        for (var task : tasks) {
            await(task);
        }
        return done();
    }

    @Async
    static Coroutine<Void> parked(int count, Runnable asleep) {
        var hour = Duration.ofHours(1);
        for (int i = 0; i < count; i++) {
            var unused = start(sleeper(hour));
        }
        await(sleep(Duration.ofMillis(1)));
        asleep.run();
        return done();
    }
}
