package example;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** One loop for the application, with a thread of its own. */
@Component
class Loop {
    private final EventLoop loop = EventLoop.create();
    private final Thread thread = new Thread(this::run, "loop");

    Loop() {
        thread.start();
    }

    private void run() {
        try (loop) {
            loop.runForever();
        }
    }

    /** May be called from any thread. */
    <T> CompletableFuture<T> start(Coroutine<T> coroutine) {
        return loop.start(coroutine).toCompletableFuture();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.stop();
        thread.join();
    }
}
