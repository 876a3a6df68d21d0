package dev.weft.benchmarks.process;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.time.Duration;
import java.time.Instant;

/** X4: one hello. */
public final class OneHello {
    private OneHello() {}

    @Async
    static Coroutine<Void> hello() {
        System.out.println("Hello World: " + Instant.now());
        await(sleep(Duration.ofSeconds(1)));
        System.out.println("Hello wow World: " + Instant.now());
        return done();
    }

    public static void main(String[] arguments) {
        Weft.run(hello());
    }
}
