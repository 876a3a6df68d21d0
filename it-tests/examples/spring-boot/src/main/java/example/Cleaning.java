package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Spring calls what is scheduled, and does not wait: it starts a coroutine. */
@Component
class Cleaning {
    private final Loop loop;
    final CompletableFuture<String> first = new CompletableFuture<>();

    Cleaning(Loop loop) {
        this.loop = loop;
    }

    @Scheduled(fixedDelay = 1000)
    void clean() {
        loop.start(cleaned()).thenAccept(first::complete);
    }

    @Async
    private Coroutine<String> cleaned() {
        await(sleep(Duration.ofMillis(10)));
        return result(Thread.currentThread().getName());
    }
}
