package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.sync.AsyncLock;
import java.time.Duration;

/** A token bucket: a token comes every so often, and at most so many are kept. For the tasks of one loop. */
final class RateLimit {
    private final AsyncLock line = new AsyncLock();
    private final Duration every;
    private final Duration most;
    private Duration saved; // as time: a token is as much as comes in "every"
    private Duration then = EventLoop.running().time();

    RateLimit(Duration every, int atMost) {
        this.every = every;
        most = every.multipliedBy(atMost);
        saved = most;
    }

    /** Takes a token. Who waits longest is first. */
    @Async
    Coroutine<Void> acquire() {
        try (var first = await(line.acquire())) {
            save();
            while (saved.compareTo(every) < 0) {
                await(sleep(every.minus(saved)));
                save();
            }
            saved = saved.minus(every);
        }
        return done();
    }

    private void save() {
        var now = EventLoop.running().time();
        var all = saved.plus(now.minus(then));
        saved = all.compareTo(most) < 0 ? all : most;
        then = now;
    }
}
