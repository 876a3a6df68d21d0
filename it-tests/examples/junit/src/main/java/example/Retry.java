package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;

/** Tries again what failed, after a pause, after twice that pause, and so on. */
public class Retry {

    @Async
    public static <T> Coroutine<T> retry(int attempts, Duration pause, AsyncCallable<T> work) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return result(await(work.call()));
            } catch (IOException e) {
                if (attempt == attempts) {
                    throw e;
                }
            }
            await(sleep(pause));
            pause = pause.multipliedBy(2);
        }
    }
}
