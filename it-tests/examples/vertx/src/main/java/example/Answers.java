package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import dev.weft.Coroutine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Futures of Vert.x are awaited as stages. */
class Answers {

    @Async
    static Coroutine<String> loud(Future<String> answer) {
        return result(await(answer.toCompletionStage()) + "!");
    }

    /** Where it is called on an event loop of Vert.x, it goes on there. */
    @Async
    static CompletableFuture<List<Thread>> threads(Vertx vertx) {
        var before = Thread.currentThread();
        await(vertx.timer(10, TimeUnit.MILLISECONDS).toCompletionStage());
        return completedFuture(List.of(before, Thread.currentThread()));
    }
}
