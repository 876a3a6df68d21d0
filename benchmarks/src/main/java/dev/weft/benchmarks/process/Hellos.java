package dev.weft.benchmarks.process;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitAll;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** X2: the hellos of the tutorial, many. Argument: how many. {@code hellos.py} is the same in Python. */
public final class Hellos {
    private Hellos() {}

    @Async
    static Coroutine<Void> hello() {
        System.out.println("Hello World: " + Instant.now());
        await(sleep(Duration.ofSeconds(1)));
        System.out.println("Hello wow World: " + Instant.now());
        return done();
    }

    public static void main(String[] arguments) {
        var all = Stream.generate(Hellos::hello)
                .limit(Integer.parseInt(arguments[0]))
                .toList();
        EventLoop.current().runUntilComplete(waitAll(all));
    }
}
