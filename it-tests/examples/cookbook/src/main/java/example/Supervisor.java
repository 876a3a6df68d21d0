package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/** Begins a service again when it has failed. */
final class Supervisor {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Supervisor() {}

    @Async
    static <T> Coroutine<Void> keep(AsyncCallable<T> service, Consumer<Exception> failed) {
        var pause = SHORTEST;
        while (true) {
            var begin = EventLoop.running().time();
            try {
                await(service.call());
                return done(); // it has ended by itself
            } catch (Exception e) {
                failed.accept(e);
            }
            boolean wasWell = EventLoop.running().time().minus(begin).compareTo(LONGEST) > 0;
            pause = wasWell ? SHORTEST : pause;
            await(sleep(pause));
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }
    }
}
