package example;

import static dev.weft.Weft.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Entry;
import dev.weft.Weft;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Entry
    @Test
    void aLoopOfWeftAwaitsVertx() {
        var answer = vertx.executeBlocking(() -> "pong");
        assertEquals("pong!", await(Answers.loud(answer)));
    }

    @Test
    void theFailureIsTheOriginal() {
        var failure = new IOException("no answer");
        var thrown = assertThrows(IOException.class, () -> Weft.run(() -> Answers.loud(Future.failedFuture(failure))));
        assertSame(failure, thrown);
    }

    @Test
    void aHotMethodStaysOnItsEventLoop() throws Exception {
        var seen = new CompletableFuture<List<Thread>>();
        vertx.runOnContext(begin -> {
            Answers.threads(vertx).whenComplete((threads, failure) -> {
                if (failure != null) {
                    seen.completeExceptionally(failure);
                } else {
                    assertTrue(Context.isOnEventLoopThread(), Thread.currentThread()::getName);
                    seen.complete(threads);
                }
            });
        });
        var threads = seen.get(20, TimeUnit.SECONDS);
        assertTrue(threads.get(0).getName().startsWith("vert.x-eventloop"), threads::toString);
        assertSame(threads.get(0), threads.get(1));
    }
}
