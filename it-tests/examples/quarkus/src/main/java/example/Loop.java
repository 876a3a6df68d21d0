package example;

import dev.weft.ContextCarrier;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** The loop of all coroutines, on a thread of its own. */
@Singleton
public class Loop {
    private final EventLoop loop = EventLoop.create();
    private final Thread thread = new Thread(this::run, "loop");

    Loop() {
        ContextCarrier.install(RequestScope::capture);
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
        ContextCarrier.install(null);
    }
}
