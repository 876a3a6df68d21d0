package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitAll;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Five greetings that wait at the same time, on one thread. */
public class Hello {

    @Async
    static Coroutine<Void> hello() {
        System.out.println("Hello World: " + Instant.now());
        await(sleep(Duration.ofSeconds(1)));
        System.out.println("Hello wow World: " + Instant.now());
        return done();
    }

    @Entry
    public static void main(String[] args) {
        var begin = Instant.now();

        // five coroutines; nothing has run yet
        var hellos = Stream.generate(Hello::hello).limit(5).toList();
        await(waitAll(hellos));

        System.out.println("Elapsed: " + Duration.between(begin, Instant.now()).toMillis() / 1000.0 + " s");
    }
}
