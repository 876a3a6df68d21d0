package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;

/** One sleeps as it should, the other blocks the loop. */
class Sleepers {

    @Async
    static Coroutine<String> awaits() {
        await(sleep(Duration.ofMillis(20)));
        return result(await(blocking(() -> {
            Thread.sleep(20);
            return "slept";
        })));
    }

    @Async
    static Coroutine<String> blocks() throws InterruptedException {
        await(sleep(Duration.ofMillis(20)));
        return result(slept());
    }

    private static String slept() throws InterruptedException {
        Thread.sleep(20);
        return "slept";
    }
}
