package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;

/** What docs/guide/writing-async-methods.md quotes. */
final class Basics {
    private Basics() {}

    @Async
    static Coroutine<String> read(String name) throws IOException {
        await(sleep(Duration.ofMillis(10)));
        throw new IOException("no file " + name);
    }

    @Async
    static Coroutine<String> readOr(String name, String other) {
        try {
            return result(await(read(name)));
        } catch (IOException e) {
            return result(other);
        }
    }

    @Async
    static Coroutine<Integer> number() {
        await(sleep(Duration.ofMillis(10)));
        return result(7);
    }

    @Async
    static Coroutine<Number> any() {
        return result(await(number())); // number() is a Coroutine<Integer>
    }

    @Async
    static Coroutine<String> patient() {
        try {
            await(sleep(Duration.ofDays(1)));
            return result("slept");
        } finally {
            await(sleep(Duration.ofMillis(10))); // runs after a cancellation, too
        }
    }
}
